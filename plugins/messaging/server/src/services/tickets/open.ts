import type { Core } from '@strapi/strapi';
import { appendEvent, transaction, type Tx } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { Channel, Priority, Subject } from '../../domain/ticket';
import { keepFiles } from '../attachments/keep-files';
import type { StoredFile } from '../attachments/take-in';
import { currentEpoch } from '../log/epoch';
import { feed } from '../log/feed';
import { eventOf, lineOf, sentOf, storeLines } from '../log/line';
import { announceRoom } from '../rooms/announce';
import { aggregateOf, type TicketAct } from './act';
import { createTicket } from './create';
import { conclude } from './followers';
import { lockTicket } from './lock';
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
  const { requesterId, subject, text, files, channel, priority = 'normal', category = null, relatesTo = null, idempotencyToken } = ticket;
  const created = await createTicket(strapi, tx, { requesterId, subject, channel, priority, category, relatesTo, idempotencyToken });
  if (created.number === undefined) return { ticketId: created.ticketId, events: [] };
  const { ticketId, number, conversation, staffRoom } = created;
  const attachments = await keepFiles(strapi, tx, conversation, requesterId, files);
  const line = { ...lineOf(requesterId, { roomId: conversation.roomId, clientMessageId: ticketId, text, attachments }), in_ticket: true as const };
  const [stored] = await storeLines(tx, [line]);
  if (!stored) throw new Error('PostgreSQL stored a message and did not say how.');
  sentOf(stored);
  await appendEvent(tx, 'ticket.opened', aggregateOf({ id: ticketId }), {
    ticketId, number, requesterId, priority, channel, category, relatesTo, roomId: conversation.roomId,
  });
  const events = [conversation.event, eventOf(stored, line, currentEpoch(strapi)), staffRoom.event];
  const opened = await lockTicket(tx, { ticketId });
  const act: TicketAct = { strapi, tx, actor: SYSTEM, at: opened.openedAt, ticket: opened, events, happened: ['opened'] };
  await conclude(act, undefined);
  return { ticketId, events };
}
