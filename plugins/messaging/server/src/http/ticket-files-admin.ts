import { z } from '@strapi/utils';
import { defineAdminEndpoint } from '#kernel';
import { permissionUid } from '../permissions';
import { attachment, attachmentLink, fileName } from '../wire/attachments';
import { attachmentId, ticketId } from '../wire/ids';

const answer = permissionUid('tickets.answer');
const ofFile = z.object({ id: ticketId, attachmentId });

/** The body is the file, as it is; it is not read before the handler does. */
export const uploadForTicket = defineAdminEndpoint({
  id: 'adminUploadForTicket', method: 'POST', path: '/tickets/:id/attachments', summary: 'Upload a file for an answer (`room=conversation`) or a note (`room=staff`); sent within a day, or erased',
  permission: answer,
  request: { params: z.object({ id: ticketId }), query: z.strictObject({ room: z.enum(['conversation', 'staff']), name: fileName }) },
  responses: { 201: z.strictObject({ data: attachment }) },
});

export const linkInTicket = defineAdminEndpoint({
  id: 'adminLinkTicketAttachment', method: 'GET', path: '/tickets/:id/attachments/:attachmentId', summary: 'A link to a file of a ticket or its notes, good for some minutes; each use asks again, and is recorded',
  permission: permissionUid('tickets.read'),
  request: { params: ofFile },
  responses: { 200: z.strictObject({ data: attachmentLink }) },
});

export const discardUpload = defineAdminEndpoint({
  id: 'adminDiscardUpload', method: 'DELETE', path: '/tickets/:id/attachments/:attachmentId', summary: 'Erase an upload of your own that was not sent',
  permission: answer,
  request: { params: ofFile },
  responses: { 204: null },
});
