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

/** Uploads that a message takes along. */
export const attachmentIds = z
  .array(attachmentId)
  .min(1)
  .max(MOST_ATTACHMENTS)
  .refine((ids) => new Set(ids).size === ids.length, 'Each once')
  .meta({ description: 'Uploads of yours for this room; with them the text may be empty' });
