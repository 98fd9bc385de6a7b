import { z } from '@strapi/utils';
import { attachmentId } from './ids';

export const MOST_ATTACHMENTS = 15;

/** What everybody in a room sees of an attachment. Its bytes are behind a link. */
export const attachment = z.strictObject({
  id: attachmentId,
  name: z.string().meta({ description: 'Ends as its type says; safe to save under', example: 'receipt.pdf' }),
  mediaType: z.string().meta({ description: 'By its bytes', example: 'application/pdf' }),
  sizeBytes: z.number().int().min(0).meta({ example: 48_213 }),
});

/** What a file is called by who uploads it. */
export const fileName = z.string().min(1).max(1_000).meta({ description: 'What the file is called', example: 'receipt.pdf' });

export const attachmentLink = z.strictObject({
  url: z.url().meta({ example: 'https://api.example.com/api/attachments/att_01kaqz3v8m4t6w0c9e5r2b7n1d/content?viewer=usr_01kaqz3v8m4t6w0c9e5r2b7n1d&expires=1795370400&signature=abc' }),
  expiresAt: z.iso.datetime().meta({ example: '2026-11-22T18:05:00.000Z' }),
});

/** Uploads that a message takes along. */
export const attachmentIds = z
  .array(attachmentId)
  .min(1)
  .max(MOST_ATTACHMENTS)
  .refine((ids) => new Set(ids).size === ids.length, 'Each once')
  .meta({ description: 'Uploads of yours for this room; with them the text may be empty' });
