import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import { writeLetter, type Letter } from '../../domain/mail/letter';
import { actOnTicket, say } from '../tickets/act';
import { SYSTEM } from '../tickets/sight';
import { carriedFiles } from './carried-files';
import { addToThread, threadOf } from './record';
import { addressOf } from './requester';
import { sendLetter } from './send-letter';
import { supportAddress } from './support';

interface AnswerRow {
  number: number;
  subject: string;
  requester: string;
  text: string | null;
  author: string;
}

/**
 * The answer as it is now. It is looked for in the conversation of the ticket: a note lies in another room and is never
 * found. Guests have no other way, and who asks by mail is answered by mail; everybody else reads in the application.
 */
async function findAnswer(strapi: Core.Strapi, ticketId: string, messageId: string): Promise<AnswerRow | undefined> {
  const [row] = await sql(strapi).query<AnswerRow>(
    `SELECT t.number, t.subject, t.requester, m.text, coalesce(nullif(trim(u.firstname), ''), 'Support') AS author
     FROM tickets t JOIN messages m ON m.room_id = t.conversation_room_id LEFT JOIN admin_users u ON u.document_id = m.sender
     WHERE t.document_id = $1 AND m.id = $2 AND (m.sender ~ '^stf_' OR m.sender = 'system') AND (t.channel = 'email' OR t.requester ~ '^gst_')`,
    [ticketId, messageId],
  );
  return row;
}

const wasMailed = async (strapi: Core.Strapi, carries: string): Promise<boolean> =>
  (await sql(strapi).query('SELECT FROM ticket_mails WHERE carries = $1', [carries])).length > 0;

/**
 * Mails an answer of the staff, or a reminder of the system, to the requester. Runs at least once after the answer was stored; when the process dies
 * between sending and writing that down, the same mail goes out again, under the same Message-ID.
 */
export async function mailAnswer(strapi: Core.Strapi, { ticketId, messageId }: { ticketId: string; messageId: string }): Promise<void> {
  if (await wasMailed(strapi, messageId)) return;
  const answer = await findAnswer(strapi, ticketId, messageId);
  // Not by mail, or deleted since.
  if (!answer || answer.text === null) return;
  const to = await addressOf(strapi, answer.requester);
  if (to === undefined) return;
  const letter = writeLetter(supportAddress(strapi), { id: messageId, ticketId, to, ...answer, text: answer.text, ...(await carriedFiles(strapi, messageId)), ...(await threadOf(sql(strapi), ticketId)) });
  await conclude(strapi, ticketId, messageId, letter, await sendLetter(strapi, letter));
}

/** Writes down that a mail was sent, or tells the staff that it cannot be. */
const conclude = (strapi: Core.Strapi, ticketId: string, messageId: string, letter: Letter, outcome: 'sent' | 'refused'): Promise<void> =>
  actOnTicket(strapi, SYSTEM, { ticketId }, async (act) => {
    const isNews = await addToThread(act.tx, { carries: messageId, ticketId, direction: 'out', headerId: letter.messageId, wasRefused: outcome === 'refused' });
    if (isNews && outcome === 'refused') await say(act, act.ticket.staffRoom, { type: 'ticket.mail_failed', data: { messageId, reason: 'refused' } });
  });
