import { z } from '@strapi/utils';
import { clientId, messageId, roomId, seq } from './ids';

const MOST_CHARACTERS = 8_000;

/** Raw text, a subset of Markdown by convention; whoever shows it escapes it. PostgreSQL cannot store a NUL. */
export const messageText = z
  .string()
  .min(1)
  .max(MOST_CHARACTERS)
  .refine((text) => !text.includes('\0'), 'No NUL character')
  .refine((text) => text.trim() !== '', 'More than white space')
  .meta({ description: 'Stored as it is; escape it where you show it', example: 'Good morning' });

export const newMessage = z.strictObject({ clientMessageId: clientId, text: messageText, replyTo: messageId.optional() });
export const sendMessage = newMessage.extend({ roomId });
export const sentMessage = z.strictObject({ seq, messageId });

export const markRead = z.strictObject({ roomId, seq });
export const markedRead = z.strictObject({ seq, unread: z.number().int().min(0).meta({ description: 'Messages that you have not read', example: 0 }) });

export const typing = z.strictObject({ roomId, isTyping: z.boolean().optional().meta({ description: 'true if absent' }) });

/** What a change of something in a room answers: its event's place in the log. */
export const changed = z.strictObject({ seq });
export const editMessage = z.strictObject({ messageId, text: messageText });
export const deleteMessage = z.strictObject({ messageId });
