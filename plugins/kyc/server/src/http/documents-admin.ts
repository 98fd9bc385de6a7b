import { z } from '@strapi/utils';
import { defineAdminEndpoint } from '#kernel';
import { permissionUid } from '../permissions';
import { applicationId, documentId, openableId, openingId, purpose, reasonCode, staffDocumentOut } from './document-schemas';
import { instant } from './level-schemas';
import { zoneOut } from './zone-schemas';

const ofDocument = z.object({ id: documentId });
const ofOpenable = z.object({ id: openableId });

export const listStaffDocuments = defineAdminEndpoint({
  id: 'adminListKycDocuments', method: 'GET', path: '/applications/:id/documents', summary: 'The documents of an application, replaced ones among them, with all reasons and who else sent the same file',
  permission: permissionUid('documents.read'),
  request: { params: z.object({ id: applicationId }) },
  responses: { 200: z.strictObject({ data: z.array(staffDocumentOut) }) },
});

export const judgeDocument = defineAdminEndpoint({
  id: 'adminJudgeKycDocument', method: 'POST', path: '/documents/:id/verdict', summary: 'Accept or refuse a document of an application under review; the applicant hears of it when that is decided',
  permission: permissionUid('documents.judge'),
  request: {
    params: ofDocument,
    body: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('accepted') }),
      z.strictObject({ state: z.literal('refused'), reasons: z.array(reasonCode).min(1).max(5).refine((codes) => new Set(codes).size === codes.length, 'Each reason once') }),
    ]),
  },
  responses: { 200: z.strictObject({ data: staffDocumentOut }) },
});

export const mintDocumentLink = defineAdminEndpoint({
  id: 'adminMintKycDocumentLink', method: 'POST', path: '/documents/:id/links', summary: 'A link to a document that works once, within a minute, for you alone',
  permission: permissionUid('documents.open'),
  request: { params: ofOpenable, body: z.strictObject({ purpose }) },
  responses: { 201: z.strictObject({ data: z.strictObject({ url: z.url(), expiresAt: instant }) }) },
});

export const openDocument = defineAdminEndpoint({
  id: 'adminOpenKycDocument', method: 'GET', path: '/documents/:id/content', summary: 'The document behind a link, with its viewer and the time across it; each opening is recorded',
  permission: permissionUid('documents.open'),
  request: { params: ofOpenable, query: z.strictObject({ token: z.string().regex(/^[\w-]{43}$/, 'As in the link') }) },
  responses: { 200: 'bytes' },
});

export const readZone = defineAdminEndpoint({
  id: 'adminReadKycDocumentZone', method: 'GET', path: '/documents/:id/zone', summary: 'What a machine has read of a document, beside what its applicant has typed; each reading is recorded',
  permission: permissionUid('documents.open'),
  request: { params: ofDocument },
  responses: { 200: z.strictObject({ data: zoneOut }) },
});

export const listOpenings = defineAdminEndpoint({
  id: 'adminListKycDocumentOpenings', method: 'GET', path: '/documents/:id/openings', summary: 'Who has opened a document, when and why, newest first',
  permission: permissionUid('documents.openings'),
  request: { params: ofOpenable, query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(50), before: openingId.optional() }) },
  responses: {
    200: z.strictObject({ data: z.array(z.strictObject({ id: openingId, viewer: z.string(), purpose, requestId: z.string().nullable(), ip: z.string().nullable(), at: instant })) }),
  },
});
