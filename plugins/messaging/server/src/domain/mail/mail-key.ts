import { createHash } from 'node:crypto';
import type { ReadMail } from './mail';

/**
 * The same for every copy of a mail. Its Message-ID alone would not do: programs that make a poor one give it to several
 * mails, and the second would be taken for a copy of the first and be lost. What it passed on its way counts for nothing.
 *
 * @param inboxId stands for one without a Message-ID, which has no copies that could be known as such
 */
export function mailKey({ messageId, subject, text, attachments }: Pick<ReadMail, 'messageId' | 'subject' | 'text' | 'attachments'>, inboxId: string): string {
  const what = messageId === null ? [inboxId] : [messageId, subject, text, attachments.map(({ name, mediaType, sizeBytes }) => [name, mediaType, sizeBytes])];
  return createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 40);
}
