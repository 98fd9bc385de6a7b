import { z } from '@strapi/utils';
import { defineEndpoint, NotFound, PayloadTooLarge, TooManyRequests } from '#kernel';
import { AttachmentInfected, AttachmentTypeRefused, AttachmentUnscanned, LinkExpired, TooManyUnsent } from '../domain/attachment-errors';
import { attachment, attachmentLink, fileName } from '../wire/attachments';
import { attachmentId, roomId, staffId, userId } from '../wire/ids';

const TAG = 'Attachments';
const ofAttachment = z.object({ id: attachmentId });

export const uploadAttachment = defineEndpoint({
  id: 'uploadAttachment', method: 'POST', path: '/attachments', tag: TAG, summary: 'Upload a file for a message',
  description:
    'The body is the file, as it is: no form, no JSON. Its type is told by its bytes. Photos lose where and with what they were taken. Name the id in the `attachments` of a message in this room; whatever was not sent within a day is erased.',
  request: { query: z.strictObject({ roomId, name: fileName }) },
  upload: 'The bytes of the file.',
  responses: { 201: z.strictObject({ data: attachment }) },
  errors: [NotFound, PayloadTooLarge, AttachmentTypeRefused, AttachmentInfected, AttachmentUnscanned, TooManyUnsent, TooManyRequests],
  access: 'user',
});

export const linkAttachment = defineEndpoint({
  id: 'linkAttachment', method: 'GET', path: '/attachments/:id', tag: TAG, summary: 'A link to a file, good for some minutes',
  description: 'For whoever is in the room now; before it was sent, for who uploaded it. The link is yours and dies when you leave the room.',
  request: { params: ofAttachment },
  responses: { 200: z.strictObject({ data: attachmentLink }) },
  errors: [NotFound],
  access: 'user',
});

export const readAttachment = defineEndpoint({
  id: 'readAttachment', method: 'GET', path: '/attachments/:id/content', tag: TAG, summary: 'The file behind a link',
  description: 'Needs no token: the link is one. The file comes to be saved and never to be shown as a page.',
  request: {
    params: ofAttachment,
    query: z.strictObject({ viewer: z.union([userId, staffId]), expires: z.string().regex(/^\d{1,12}$/, 'As in the link'), signature: z.string().min(1).max(100) }),
  },
  responses: { 200: 'bytes' },
  errors: [NotFound, LinkExpired],
  access: 'public',
});
