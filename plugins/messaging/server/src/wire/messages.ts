import { z } from '@strapi/utils';
import { attachmentIds } from './attachments';
import { clientId, messageId, roomId, seq, userId } from './ids';

const MOST_CHARACTERS = 8_000;

/** Raw text, a subset of Markdown by convention; whoever shows it escapes it. PostgreSQL cannot store a NUL. */
const anyText = z
  .string()
  .max(MOST_CHARACTERS)
  .refine((text) => !text.includes('\0'), 'No NUL character');
const isBlank = (text: string) => text.trim() === '';
const SHOWN = { description: 'Stored as it is; escape it where you show it', example: 'Good morning' };

export const messageText = anyText.min(1).refine((text) => !isBlank(text), 'More than white space').meta(SHOWN);

const MOST_MENTIONS = 50;

/** Each once, in their order. */
export const mentions = z
  .array(userId)
  .max(MOST_MENTIONS)
  .transform((people) => [...new Set(people)])
  .meta({ description: 'Members of the room whom the message mentions; they are told', example: ['usr_01kaqz3v8m4t6w0c9e5r2b7n1d'] });

const parts = { clientMessageId: clientId, text: anyText.meta(SHOWN), replyTo: messageId.optional(), attachments: attachmentIds.optional(), mentions: mentions.optional() };
const saysSomething = ({ text, attachments }: { text: string; attachments?: string[] | undefined }) => !isBlank(text) || attachments !== undefined;
const REFUSAL = { path: ['text'], message: 'More than white space, where nothing is attached' };

export const newMessage = z.strictObject(parts).refine(saysSomething, REFUSAL);
export const sendMessage = z.strictObject({ ...parts, roomId }).refine(saysSomething, REFUSAL);
export const sentMessage = z.strictObject({ seq, messageId });

export const markRead = z.strictObject({ roomId, seq });
export const markedRead = z.strictObject({ seq, unread: z.number().int().min(0).meta({ description: 'Messages that you have not read', example: 0 }) });

export const typing = z.strictObject({ roomId, isTyping: z.boolean().optional().meta({ description: 'true if absent' }) });

/** What a change of something in a room answers: its event's place in the log. */
export const changed = z.strictObject({ seq });
export const editMessage = z.strictObject({ messageId, text: messageText, mentions: mentions.optional().meta({ description: 'Whom it mentions from now on; as before, if absent' }) });
export const deleteMessage = z.strictObject({ messageId });
