import { z } from '@strapi/utils';
import { defineEndpoint, NotFound, PayloadTooLarge, TooManyRequests } from '#kernel';
import { AttachmentTypeRefused, LinkExpired, TooManyUnsent } from '../domain/attachment-errors';
import { attachment } from '../wire/attachments';
import { attachmentId, roomId, userId } from '../wire/ids';

const TAG = 'Attachments';
const ofAttachment = z.object({ id: attachmentId });

export const uploadAttachment = defineEndpoint({
  id: 'uploadAttachment', method: 'POST', path: '/attachments', tag: TAG, summary: 'Upload a file for a message',
  description:
    'The body is the file, as it is: no form, no JSON. Its type is told by its bytes. Photos lose where and with what they were taken. Name the id in the `attachments` of a message in this room; whatever was not sent within a day is erased.',
  request: { query: z.strictObject({ roomId, name: z.string().min(1).max(1_000).meta({ description: 'What the file is called', example: 'receipt.pdf' }) }) },
  upload: 'The bytes of the file.',
  responses: { 201: z.strictObject({ data: attachment }) },
  errors: [NotFound, PayloadTooLarge, AttachmentTypeRefused, TooManyUnsent, TooManyRequests],
  access: 'user',
});

export const linkAttachment = defineEndpoint({
  id: 'linkAttachment', method: 'GET', path: '/attachments/:id', tag: TAG, summary: 'A link to a file, good for some minutes',
  description: 'For whoever is in the room now; before it was sent, for who uploaded it. The link is yours and dies when you leave the room.',
  request: { params: ofAttachment },
  responses: {
    200: z.strictObject({
      data: z.strictObject({
        url: z.url().meta({ example: 'https://api.example.com/api/attachments/att_01kaqz3v8m4t6w0c9e5r2b7n1d/content?viewer=usr_01kaqz3v8m4t6w0c9e5r2b7n1d&expires=1795370400&signature=abc' }),
        expiresAt: z.iso.datetime().meta({ example: '2026-11-22T18:05:00.000Z' }),
      }),
    }),
  },
  errors: [NotFound],
  access: 'user',
});

export const readAttachment = defineEndpoint({
  id: 'readAttachment', method: 'GET', path: '/attachments/:id/content', tag: TAG, summary: 'The file behind a link',
  description: 'Needs no token: the link is one. The file comes to be saved and never to be shown as a page.',
  request: {
    params: ofAttachment,
    query: z.strictObject({ viewer: userId, expires: z.string().regex(/^\d{1,12}$/, 'As in the link'), signature: z.string().min(1).max(100) }),
  },
  responses: { 200: 'bytes' },
  errors: [NotFound, LinkExpired],
  access: 'public',
});
