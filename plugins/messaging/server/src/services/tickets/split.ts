import type { Core } from '@strapi/strapi';
import { appendEvent, clock, transaction, type Tx } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { Viewer } from '../../domain/person';
import { SplitRefused } from '../../domain/split-errors';
import type { Priority } from '../../domain/ticket';
import { feed } from '../log/feed';
import { announceRoom } from '../rooms/announce';
import { aggregateOf, say, update, type TicketAct } from './act';
import { copyMessages, messagesToCopy } from './copy-messages';
import { createTicket, type CreatedTicket } from './create';
import { conclude } from './followers';
import { lockTicket } from './lock';
import { assertSees, assertStaff } from './sight';
import type { Ticket } from './ticket';
import { ticketsChanged } from './watch';

export interface Split {
  messageIds: readonly string[];
  subject: string;
  priority?: Priority | undefined;
  category?: string | null | undefined;
  /** Makes a repeat find the ticket that the first attempt made. */
  idempotencyToken: string | undefined;
}

/**
 * Lets some messages of a conversation go on in a new ticket of the same customer. They stay where they were said, since a
 * log never changes; the new conversation begins with copies, each of its author, that say where and when it was said. What
 * is promised about the new ticket counts from now: for what was said before, the old one's clocks ran.
 *
 * @returns the id of the new ticket.
 * @throws NotFound, Forbidden; SplitRefused, SplitMessageUnknown, SplitTwice, SplitWithoutCustomer
 */
export async function splitTicket(strapi: Core.Strapi, actor: Viewer, ticketId: string, split: Split): Promise<string> {
  const { newId, events, begun } = await transaction(strapi, async (tx) => {
    const from = await lockTicket(tx, { ticketId });
    assertSees(actor, from);
    assertStaff(actor, 'tickets.answer');
    const created = await createTicket(strapi, tx, factsOf(from, split));
    if (created.number === undefined) return { newId: created.ticketId, events: [], begun: undefined };
    if (from.state === 'merged' || from.state === 'spam') throw new SplitRefused();
    const events = await goOn(strapi, tx, actor, from, created, split);
    return { newId: created.ticketId, events, begun: { requesterId: from.requesterId, event: created.conversation.event } };
  });
  feed(strapi).committed(events);
  ticketsChanged(strapi);
  if (begun) announceRoom(strapi, [begun.requesterId], begun.event);
  return newId;
}

const factsOf = ({ requesterId, channel, priority, category }: Ticket, split: Split) => ({
  requesterId, channel, subject: split.subject, priority: split.priority ?? priority, category: split.category === undefined ? category : split.category,
  // What it is about may be about something else.
  relatesTo: null, idempotencyToken: split.idempotencyToken,
});

async function goOn(strapi: Core.Strapi, tx: Tx, actor: Viewer, from: Ticket, created: CreatedTicket, { messageIds }: Split): Promise<RoomEvent[]> {
  const messages = await messagesToCopy(tx, from, messageIds);
  const into = await lockTicket(tx, { ticketId: created.ticketId });
  const act = (ticket: Ticket): TicketAct => ({ strapi, tx, actor, at: clock.now(), ticket, events: [], happened: [] });
  const [leaving, beginning] = [act(from), { ...act(into), events: [created.conversation.event, created.staffRoom.event], happened: ['opened' as const] }];
  const origin = { ticketId: from.id, number: from.number, roomId: from.conversation.roomId };
  const target = { ticketId: into.id, number: into.number, roomId: into.conversation.roomId };
  await appendEvent(tx, 'ticket.opened', aggregateOf(into), {
    ticketId: into.id, number: into.number, requesterId: into.requesterId, priority: into.priority, channel: into.channel, category: into.category, relatesTo: null, roomId: into.conversation.roomId,
  });
  // In the rooms of the staff as well: who looks at a ticket's history there need not read what was said.
  for (const room of [into.conversation, into.staffRoom]) await say(beginning, room, { type: 'ticket.split_off', data: origin });
  await copyMessages(beginning, from, messages);
  for (const room of [from.conversation, from.staffRoom]) await say(leaving, room, { type: 'ticket.split', data: { ...target, messageIds: messages.map(({ id }) => id) } });
  // The desk shows it anew.
  await update(leaving, {});
  await appendEvent(tx, 'ticket.split', aggregateOf(from), { ticketId: from.id, newTicketId: into.id, messageIds: messages.map(({ id }) => id), actorId: actor.id });
  await conclude(leaving, from.state);
  await conclude(beginning, undefined);
  return [...leaving.events, ...beginning.events];
}
