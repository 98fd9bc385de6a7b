import type { Core } from '@strapi/strapi';
import { appendEvent, newId } from '#kernel';
import { afterAnswer, afterCustomersMessage, customersStateOf } from '../../domain/ticket';
import { TicketClosed, TicketMerged } from '../../domain/ticket-errors';
import type { Viewer } from '../../domain/person';
import { keepFiles } from '../attachments/keep-files';
import type { StoredFile } from '../attachments/take-in';
import { currentEpoch } from '../log/epoch';
import { eventsOf, lineOf, sentOf, storeLines, type NewMessage } from '../log/line';
import type { Sent } from '../log/sent';
import { actOnTicket, aggregateOf, say, update, type TicketAct } from './act';
import { mayReopen, moveForCustomer, moveTo } from './move';
import { assertStaff, SYSTEM } from './sight';
import { wakeTicket } from './snooze';
import type { Ticket, TicketRoom } from './ticket';

/**
 * Stores a message in one of the rooms of a ticket: an answer, a customer's word, or a note of the staff. What it does to
 * the ticket is one transaction with it. A repeat with the same `clientMessageId` gets the first answer and does nothing.
 *
 * @throws NotFound where the sender may not see the room, Forbidden where they may not write in it.
 * @throws TicketClosed, TicketMerged, ReplyUnknown, AttachmentUnknown
 */
export const sendInTicket = (strapi: Core.Strapi, sender: Viewer, message: NewMessage): Promise<Sent> =>
  actOnTicket(strapi, sender, { roomId: message.roomId }, (act) => writeInTicket(act, sender, message));

/** A message that may have come with files of its own, which nothing refers to yet. */
export interface FiledMessage extends NewMessage {
  files?: readonly StoredFile[];
}

/** The same as a part of something more. */
export async function writeInTicket(act: TicketAct, sender: Viewer, message: FiledMessage): Promise<Sent> {
  const { ticket } = act;
  const isNote = message.roomId === ticket.staffRoom.roomId;
  if (isNote || sender.kind === 'staff') assertStaff(sender, 'tickets.answer');
  const room = isNote ? ticket.staffRoom : ticket.conversation;
  if (await isThere(act, room, sender, message)) return store(act, sender, message);
  if (isNote) {
    await enter(act, room, sender);
    const sent = await storeWithFiles(act, room, sender, message);
    await update(act, {});
    return sent;
  }
  return sender.kind === 'staff' ? answer(act, sender, message) : writeAsCustomer(act, sender, message);
}

const refusalOf = ({ mergedInto }: Ticket): Error => (mergedInto === null ? new TicketClosed() : new TicketMerged({ ticketId: mergedInto }));

async function answer(act: TicketAct, sender: Viewer, message: FiledMessage): Promise<Sent> {
  const { ticket, at } = act;
  const to = afterAnswer(ticket.state);
  if (to === undefined) throw refusalOf(ticket);
  await enter(act, ticket.conversation, sender);
  const sent = await storeWithFiles(act, ticket.conversation, sender, message);
  const isFirst = ticket.firstAnsweredAt === null;
  await update(act, isFirst ? { firstAnsweredAt: at } : {});
  act.happened.push('answered');
  await appendEvent(act.tx, 'ticket.answered', aggregateOf(ticket), { ...about(act, sent), actorId: sender.id, isFirst });
  await moveTo(act, to);
  return sent;
}

async function writeAsCustomer(act: TicketAct, sender: Viewer, message: FiledMessage): Promise<Sent> {
  const { ticket } = act;
  const to = afterCustomersMessage(customersStateOf(ticket), mayReopen(ticket));
  if (to === undefined) throw refusalOf(ticket);
  const sent = await storeWithFiles(act, ticket.conversation, sender, message);
  await update(act, {});
  // What is said in spam lies there for whoever looks, and calls nobody.
  if (ticket.state !== 'spam') {
    act.happened.push('customer_replied');
    await wakeTicket(act);
    await appendEvent(act.tx, 'ticket.replied', aggregateOf(ticket), { ...about(act, sent), requesterId: ticket.requesterId });
  }
  await moveForCustomer(act, to);
  return sent;
}

const about = ({ ticket }: TicketAct, { messageId }: Sent) => ({ ticketId: ticket.id, roomId: ticket.conversation.roomId, messageId });

/** Tells the customer something that nobody of the staff wrote. It is no answer, and leaves the ticket as it is. */
export async function writeAsSystem(act: TicketAct, text: string): Promise<void> {
  const { ticket, tx } = act;
  const { roomId } = ticket.conversation;
  const { messageId } = await store(act, SYSTEM, { roomId, clientMessageId: newId('sys'), text });
  await update(act, {});
  // Who asked by mail reads it nowhere else.
  await appendEvent(tx, 'ticket.reminded', aggregateOf(ticket), { ticketId: ticket.id, roomId, messageId });
}

const isThere = async ({ tx }: TicketAct, { rowId }: TicketRoom, sender: Viewer, { clientMessageId }: NewMessage): Promise<boolean> =>
  (await tx.query('SELECT FROM messages WHERE room_id = $1 AND sender = $2 AND client_message_id = $3', [rowId, sender.id, clientMessageId])).length > 0;

/** Whoever of the staff writes in a room is a member of it from then on. */
export async function enter(act: TicketAct, room: TicketRoom, { id }: Pick<Viewer, 'id'>): Promise<void> {
  const { tx, actor } = act;
  const [member] = await tx.query('SELECT FROM room_members WHERE room_id = $1 AND member = $2', [room.rowId, id]);
  if (member) return;
  await say(act, room, { type: 'member.added', data: { userIds: [id] } });
  await tx.execute(
    `INSERT INTO room_members (room_id, member, role, joined_seq, read_seq, read_number) SELECT id, $2, 'agent', last_seq, last_seq, last_number FROM rooms WHERE id = $1`,
    [room.rowId, id],
  );
  await appendEvent(tx, 'member.added', { type: 'room', id: room.roomId }, { roomId: room.roomId, userIds: [id], actorId: actor.id });
}

async function storeWithFiles(act: TicketAct, room: TicketRoom, sender: Viewer, { files = [], ...message }: FiledMessage): Promise<Sent> {
  const kept = await keepFiles(act.strapi, act.tx, room, sender.id, files);
  return store(act, sender, kept ? { ...message, attachments: kept } : message);
}

/** Stores a message, and nothing of what it does to its ticket. */
export async function store({ strapi, tx, events }: TicketAct, sender: { id: string }, message: NewMessage): Promise<Sent> {
  const line = { ...lineOf(sender.id, message), in_ticket: true as const };
  const [row] = await storeLines(tx, [line]);
  if (!row) throw new Error('PostgreSQL stored a message and did not say how.');
  events.push(...(await eventsOf(tx, [line], [row], currentEpoch(strapi))));
  return sentOf(row);
}
