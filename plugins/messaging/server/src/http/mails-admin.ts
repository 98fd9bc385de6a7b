import { z } from '@strapi/utils';
import { cursorSchema, defineAdminEndpoint, limitSchema, nextCursorSchema } from '#kernel';
import { permissionUid } from '../permissions';
import * as wire from '../wire/mails';

const ofMail = z.object({ id: wire.mailId });
const read = permissionUid('mails.read');
const decide = permissionUid('mails.decide');

export const listMails = defineAdminEndpoint({
  id: 'adminListMails', method: 'GET', path: '/mails', summary: 'Mails by what became of them, newest first: those that were held back, unless asked for others',
  permission: read,
  request: { query: z.strictObject({ outcome: z.enum(wire.OUTCOMES).optional(), limit: limitSchema, cursor: cursorSchema.optional() }) },
  responses: { 200: z.strictObject({ data: z.array(wire.mail), meta: z.strictObject({ nextCursor: nextCursorSchema }) }) },
});

export const readMail = defineAdminEndpoint({
  id: 'adminReadMail', method: 'GET', path: '/mails/:id', summary: 'All that a mail says, quotations too; the reading is recorded',
  permission: read,
  request: { params: ofMail },
  responses: { 200: z.strictObject({ data: wire.openedMail }) },
});

export const downloadMail = defineAdminEndpoint({
  id: 'adminDownloadMail', method: 'GET', path: '/mails/:id/source', summary: 'A mail as it came, with what was attached; the reading is recorded',
  permission: read,
  request: { params: ofMail },
  responses: { 200: z.strictObject({ data: z.strictObject({ id: wire.mailId, source: z.base64().meta({ description: 'RFC 5322, in base64' }) }) }) },
});

export const releaseMail = defineAdminEndpoint({
  id: 'adminReleaseMail', method: 'POST', path: '/mails/:id/release', summary: 'Open a ticket for the author of a mail that was held back or ignored',
  permission: decide,
  request: { params: ofMail },
  responses: { 200: z.strictObject({ data: wire.mail }) },
});

export const dismissMail = defineAdminEndpoint({
  id: 'adminDismissMail', method: 'POST', path: '/mails/:id/dismiss', summary: 'Nothing follows from a mail that was held back',
  permission: decide,
  request: { params: ofMail },
  responses: { 200: z.strictObject({ data: wire.mail }) },
});
