import type { Core } from '@strapi/strapi';
import { clock, MangroveError, newId, NotFound, sql } from '#kernel';
import type { StaffViewer, Viewer } from '../../domain/person';
import { ScheduleRefused } from '../../domain/ticket-errors';
import { actOnTicket } from './act';
import { assertMayAnswer } from './assign';
import { findTicket } from './find';
import { writeInTicket } from './send';
import { assertStaff } from './sight';

/** An answer that is sent later. */
export interface ScheduledReply {
  id: string;
  authorId: string;
  text: string;
  sendAt: Date;
  /** The code of the refusal, where it could not be sent; it stays until somebody takes it away. */
  failedCode: string | null;
}

const SCHEDULED = 'r.id, r.author AS "authorId", r.text, r.send_at AS "sendAt", r.failed_code AS "failedCode"';

/** Has an answer sent later. A repeat with the same `clientMessageId` finds the first. @throws NotFound, Forbidden, ScheduleRefused */
export const scheduleReply = (strapi: Core.Strapi, actor: Viewer, ticketId: string, { clientMessageId, text, sendAt }: { clientMessageId: string; text: string; sendAt: Date }): Promise<ScheduledReply> =>
  actOnTicket(strapi, actor, { ticketId }, async ({ tx, ticket }) => {
    assertStaff(actor, 'tickets.answer');
    const ofSame = [ticket.rowId, actor.id, clientMessageId];
    const find = () => tx.query<ScheduledReply>(`SELECT ${SCHEDULED} FROM scheduled_replies r WHERE r.ticket_id = $1 AND r.author = $2 AND r.client_message_id = $3`, ofSame);
    const [known] = await find();
    if (known) return known;
    if (sendAt <= clock.now()) throw new ScheduleRefused();
    await tx.execute(
      `INSERT INTO scheduled_replies (id, ticket_id, author, client_message_id, text, send_at) VALUES ($4, $1, $2, $3, $5, $6)`,
      [...ofSame, newId('sch'), text, sendAt],
    );
    const [stored] = await find();
    if (!stored) throw new Error('A scheduled answer was stored and is not there.');
    return stored;
  });

/** What is to be sent in a ticket, the next first. @throws NotFound */
export async function listScheduled(strapi: Core.Strapi, viewer: Viewer, ticketId: string): Promise<ScheduledReply[]> {
  const { rowId } = await findTicket(strapi, viewer, ticketId);
  return sql(strapi).query<ScheduledReply>(`SELECT ${SCHEDULED} FROM scheduled_replies r WHERE r.ticket_id = $1 ORDER BY r.send_at, r.id`, [rowId]);
}

/** Takes it back. @throws NotFound where it was sent, or never was */
export const cancelScheduled = (strapi: Core.Strapi, actor: Viewer, ticketId: string, id: string): Promise<void> =>
  actOnTicket(strapi, actor, { ticketId }, async ({ tx, ticket }) => {
    assertStaff(actor, 'tickets.answer');
    if ((await tx.execute('DELETE FROM scheduled_replies WHERE id = $1 AND ticket_id = $2', [id, ticket.rowId])) === 0) throw new NotFound();
  });

const MOST_AT_ONCE = 50;

/** Sends what is due. Sending and forgetting is one transaction: whatever dies, it is sent once. @returns whether there may be more. */
export async function sendDueReplies(strapi: Core.Strapi): Promise<boolean> {
  const due = await sql(strapi).query<{ id: string; author: string; ticket: string }>(
    `SELECT r.id, r.author, t.document_id AS ticket FROM scheduled_replies r JOIN tickets t ON t.id = r.ticket_id
     WHERE r.send_at <= $1 AND r.failed_code IS NULL ORDER BY r.send_at LIMIT $2`,
    [clock.now(), MOST_AT_ONCE],
  );
  for (const { id, author, ticket } of due) {
    await sendOne(strapi, { kind: 'staff', id: author, may: () => true }, ticket, id).catch(async (error: unknown) => {
      if (!(error instanceof MangroveError) || error.status >= 500) throw error;
      await sql(strapi).execute('UPDATE scheduled_replies SET failed_code = $2 WHERE id = $1', [id, error.code]);
    });
  }
  return due.length === MOST_AT_ONCE;
}

/** As its author: who may not answer any more by then does not. */
const sendOne = (strapi: Core.Strapi, author: StaffViewer, ticketId: string, id: string): Promise<void> =>
  actOnTicket(strapi, author, { ticketId }, async (act) => {
    const { tx, ticket } = act;
    // The ticket is held: nobody takes it back meanwhile, and no other server sends it.
    const [reply] = await tx.query<{ client_message_id: string; text: string }>('DELETE FROM scheduled_replies WHERE id = $1 RETURNING client_message_id, text', [id]);
    if (!reply) return;
    await assertMayAnswer(tx, author.id);
    await writeInTicket(act, author, { roomId: ticket.conversation.roomId, clientMessageId: reply.client_message_id, text: reply.text });
  });
