import { z } from '@strapi/utils';
import { asEmoji } from '../domain/emoji';
import { attachment } from './attachments';
import { memberId, messageId, roomId, seq } from './ids';

/** Longer than any emoji there is. */
const LONGEST_EMOJI = 64;

export const emoji = z
  .string()
  .max(LONGEST_EMOJI)
  .refine((text) => asEmoji(text) !== undefined, 'One emoji, e.g. "👍"')
  .transform((text) => asEmoji(text) ?? text)
  .meta({ description: 'One emoji', example: '👍' });

const isOn = z.boolean().optional().meta({ description: 'true if absent; false takes it back' });

export const reactToMessage = z.strictObject({ messageId, emoji, isOn });
export const pinMessage = z.strictObject({ messageId, isOn });

/** What a switch answers. */
export const switched = z.strictObject({ seq: seq.nullable().meta({ description: 'The place of the event in the log; null where it was so already' }) });

/** A message as it is now. */
export const message = z.strictObject({
  messageId,
  roomId,
  seq,
  senderId: z.union([memberId, z.literal('system')]),
  text: z.string().meta({ example: 'Good morning' }),
  version: z.number().int().min(1).meta({ description: '1 for a message that was never edited', example: 1 }),
  attachments: z.array(attachment),
  sentAt: z.iso.datetime().meta({ description: 'ISO 8601, UTC', example: '2026-11-22T18:00:00.000Z' }),
});
