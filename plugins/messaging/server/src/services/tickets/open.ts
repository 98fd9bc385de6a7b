import type { Core } from '@strapi/strapi';
import { appendEvent, clock, newId, transaction, type Tx } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { Channel, Priority, Subject } from '../../domain/ticket';
import { AS_WRITER } from '../as-writer';
import { keepFiles } from '../attachments/keep-files';
import type { StoredFile } from '../attachments/take-in';
import { currentEpoch } from '../log/epoch';
import { feed } from '../log/feed';
import { eventOf, lineOf, sentOf, storeLines } from '../log/line';
import { announceRoom } from '../rooms/announce';
import { aggregateOf, type TicketAct } from './act';
import { conclude } from './followers';
import { lockTicket } from './lock';
import { nextNumber } from './number';
import { makeTicketRoom } from './rooms';
import { SYSTEM } from './sight';
import { assertOwnSubject } from './subjects';
import { ticketsChanged } from './watch';

export interface NewTicket {
  /** Who asks, e.g. `usr_…`. */
  requesterId: string;
  subject: string;
  /** The first message of the conversation. */
  text: string;
  /** Go with the first message. */
  files?: readonly StoredFile[] | undefined;
  channel: Channel;
  priority?: Priority | undefined;
  category?: string | undefined;
  relatesTo?: Subject | undefined;
  /** Makes a repeat find the ticket that the first attempt opened. */
  idempotencyToken?: string | undefined;
}

/**
 * Opens a ticket with its conversation, its room for staff and its first message.
 *
 * @returns its id, and whether it is new: a repeat with the same token finds the first.
 * @throws SubjectUnknown where it is about something that is not the requester's.
 */
export async function openTicket(strapi: Core.Strapi, ticket: NewTicket): Promise<{ ticketId: string; isNew: boolean }> {
  if (ticket.relatesTo) await assertOwnSubject(strapi, ticket.requesterId, ticket.relatesTo);
  const { ticketId, events } = await transaction(strapi, (tx) => openIn(strapi, tx, ticket));
  feed(strapi).committed(events);
  ticketsChanged(strapi);
  const [created] = events;
  if (created) announceRoom(strapi, [ticket.requesterId], created);
  return { ticketId, isNew: created !== undefined };
}

/** The same as a part of something more. @returns the events to pass on after COMMIT; none where the ticket was there. */
export async function openIn(strapi: Core.Strapi, tx: Tx, ticket: NewTicket): Promise<{ ticketId: string; events: RoomEvent[] }> {
  const { requesterId, subject, text, files, channel, priority = 'normal', category, relatesTo, idempotencyToken } = ticket;
  // First, and held until the end: whoever opens the same ticket at the same moment finds it below.
  const number = await nextNumber(strapi, tx);
  if (idempotencyToken !== undefined) {
    const [known] = await tx.query<{ id: string }>('SELECT document_id AS id FROM tickets WHERE idempotency_token = $1', [idempotencyToken]);
    if (known) return { ticketId: known.id, events: [] };
  }
  const ticketId = newId('tkt');
  const conversation = await makeTicketRoom(strapi, tx, { audience: 'everyone', subject, requesterId });
  const staffRoom = await makeTicketRoom(strapi, tx, { audience: 'staff', subject, requesterId });
  await tx.execute(
    `INSERT INTO tickets (document_id, number, subject, state, priority, category, tags, channel, requester, conversation_room_id, staff_room_id, relates_to,
                          idempotency_token, created_at, updated_at, published_at)
     SELECT $1, $2, $3, 'new', $4, $5, '[]', $6, $7, $8::bigint, $9::bigint, $10, $11, $12, $12, $12 FROM ${AS_WRITER}`,
    [
      ticketId, number, subject, priority, category ?? null, channel, requesterId, conversation.rowId, staffRoom.rowId,
      relatesTo ? JSON.stringify(relatesTo) : null, idempotencyToken ?? null, clock.now(),
    ],
  );
  const attachments = await keepFiles(strapi, tx, conversation, requesterId, files);
  const line = { ...lineOf(requesterId, { roomId: conversation.roomId, clientMessageId: ticketId, text, attachments }), in_ticket: true as const };
  const [stored] = await storeLines(tx, [line]);
  if (!stored) throw new Error('PostgreSQL stored a message and did not say how.');
  sentOf(stored);
  await appendEvent(tx, 'ticket.opened', aggregateOf({ id: ticketId }), {
    ticketId, number, requesterId, priority, channel, category: category ?? null, relatesTo: relatesTo ?? null, roomId: conversation.roomId,
  });
  const events = [conversation.event, eventOf(stored, line, currentEpoch(strapi)), staffRoom.event];
  const opened = await lockTicket(tx, { ticketId });
  const act: TicketAct = { strapi, tx, actor: SYSTEM, at: opened.openedAt, ticket: opened, events, happened: ['opened'] };
  await conclude(act, undefined);
  return { ticketId, events };
}
