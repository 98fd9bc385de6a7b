import { domainOf } from './address';
import { fileLines, type NamedFile } from './file-line';
import { REPLY_MARKER } from './quote-styles';
import { ticketAddressOf, type SupportAddress } from './ticket-address';

export interface LetterFile {
  filename: string;
  contentType: string;
  content: Buffer;
}

/** A mail to the requester of a ticket. */
export interface Letter {
  to: string;
  /** Bounces come to the address of the ticket. */
  envelope: { from: string; to: string };
  from: { name: string; address: string };
  replyTo: string;
  subject: string;
  text: string;
  html: string;
  /** The same at each try, so that a mail which is sent again is known as the same one. */
  messageId: string;
  inReplyTo: string | undefined;
  references: string[];
  headers: Record<string, string>;
  attachments?: readonly LetterFile[];
}

export interface LetterContent {
  /** What it carries, e.g. `msg_…`: makes its Message-ID. */
  id: string;
  ticketId: string;
  number: number;
  /** Of the ticket. */
  subject: string;
  to: string;
  /** Who writes, as customers are told. */
  author: string;
  text: string;
  files: readonly LetterFile[];
  /** Files of the answer that no mail could carry. */
  tooLarge: readonly NamedFile[];
  /** Message-IDs of the mails of this ticket so far, the oldest first. */
  thread: readonly string[];
  /** The last one of the requester. */
  answers: string | undefined;
}

/** Longer ones are cut in the middle, as RFC 5322, section 3.6.4, lets one do: the first mail holds a thread together. */
const MOST_REFERENCES = 12;

/**
 * Writes an answer as a mail: in the thread of the mails before it, to be answered at the address of its ticket, and so that
 * machines leave it alone.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3834
 */
export function writeLetter(support: SupportAddress, { id, ticketId, number, subject, to, author, text: words, files, tooLarge, thread, answers }: LetterContent): Letter {
  const replyTo = ticketAddressOf(support, ticketId);
  const text = [words, fileLines('Too large for a mail, ask us for another way', tooLarge)].filter((part) => part !== '').join('\n\n');
  const footer = `${author} · ticket #${number}`;
  return {
    to,
    envelope: { from: replyTo, to },
    from: { name: author, address: support.address },
    replyTo,
    subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
    text: `${REPLY_MARKER}\n\n${text}\n\n-- \n${footer}\n`,
    html: `<p style="color:#777">${REPLY_MARKER}</p>\n<div style="white-space:pre-wrap">${escapeHtml(text)}</div>\n<p style="color:#777">${escapeHtml(footer)}</p>\n`,
    messageId: messageIdOf(support, id),
    inReplyTo: answers,
    references: thread.length <= MOST_REFERENCES ? [...thread] : [...thread.slice(0, 1), ...thread.slice(1 - MOST_REFERENCES)],
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    attachments: files,
  };
}

/** `automaticKind` knows its form again: it is how we notice our own mail. */
export const messageIdOf = (support: Pick<SupportAddress, 'address'>, id: string): string => `<${id}@${domainOf(support.address)}>`;

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
