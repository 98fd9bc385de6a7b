import type { Core } from '@strapi/strapi';
import { appendEvent, newId } from '#kernel';
import { afterAnswer, afterCustomersMessage } from '../../domain/ticket';
import { TicketClosed, TicketMerged } from '../../domain/ticket-errors';
import type { Viewer } from '../../domain/person';
import { keepFiles } from '../attachments/keep-files';
import type { StoredFile } from '../attachments/take-in';
import { currentEpoch } from '../log/epoch';
import { eventsOf, lineOf, sentOf, storeLines, type NewMessage } from '../log/line';
import type { Sent } from '../log/sent';
import { actOnTicket, aggregateOf, say, update, type TicketAct } from './act';
import { mayReopen, moveTo } from './move';
import { assertStaff, SYSTEM } from './sight';
import { wakeTicket } from './snooze';
import type { TicketRoom } from './ticket';

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
export async function writeInTicket(act: TicketAct, sender: Viewer, { files, ...message }: FiledMessage): Promise<Sent> {
  const { ticket } = act;
  const isNote = message.roomId === ticket.staffRoom.roomId;
  if (isNote || sender.kind === 'staff') assertStaff(sender, 'tickets.answer');
  const room = isNote ? ticket.staffRoom : ticket.conversation;
  if (await isThere(act, room, sender, message)) return store(act, sender, message);
  if (isNote) {
    await enter(act, room, sender);
    const sent = await store(act, sender, await withFiles(act, room, sender, message, files));
    await update(act, {});
    return sent;
  }
  const to = sender.kind === 'staff' ? afterAnswer(ticket.state) : afterCustomersMessage(ticket.state, mayReopen(ticket));
  if (to === undefined) throw ticket.mergedInto === null ? new TicketClosed() : new TicketMerged({ ticketId: ticket.mergedInto });
  if (sender.kind === 'staff') await enter(act, room, sender);
  const sent = await store(act, sender, await withFiles(act, room, sender, message, files));
  await tell(act, sender, sent);
  await moveTo(act, to);
  return sent;
}

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
async function enter(act: TicketAct, room: TicketRoom, { id }: Viewer): Promise<void> {
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

async function withFiles({ strapi, tx }: TicketAct, room: TicketRoom, { id }: Viewer, message: NewMessage, files: readonly StoredFile[] = []): Promise<NewMessage> {
  const kept = await keepFiles(strapi, tx, room, id, files);
  return kept ? { ...message, attachments: kept } : message;
}

async function store({ strapi, tx, events }: TicketAct, sender: { id: string }, message: NewMessage): Promise<Sent> {
  const line = { ...lineOf(sender.id, message), in_ticket: true as const };
  const [row] = await storeLines(tx, [line]);
  if (!row) throw new Error('PostgreSQL stored a message and did not say how.');
  events.push(...(await eventsOf(tx, [line], [row], currentEpoch(strapi))));
  return sentOf(row);
}

/** Says to whoever reads events that somebody wrote in the conversation. */
async function tell(act: TicketAct, sender: Viewer, { messageId }: Sent): Promise<void> {
  const { tx, ticket, at } = act;
  const about = { ticketId: ticket.id, roomId: ticket.conversation.roomId, messageId };
  act.happened.push(sender.kind === 'staff' ? 'answered' : 'customer_replied');
  if (sender.kind !== 'staff') {
    await update(act, {});
    await wakeTicket(act);
    await appendEvent(tx, 'ticket.replied', aggregateOf(ticket), { ...about, requesterId: ticket.requesterId });
    return;
  }
  const isFirst = ticket.firstAnsweredAt === null;
  await update(act, isFirst ? { firstAnsweredAt: at } : {});
  await appendEvent(tx, 'ticket.answered', aggregateOf(ticket), { ...about, actorId: sender.id, isFirst });
}
