import type { Core } from '@strapi/strapi';
import { clock, transaction, type Tx } from '#kernel';
import type { RoomEvent, RoomEventData, RoomEventType } from '../../domain/event-types';
import { appendToLog } from '../log/append';
import { feed } from '../log/feed';
import { conclude } from './followers';
import { lockTicket, type TicketAddress } from './lock';
import { assertSees, type TicketActor } from './sight';
import type { Ticket, TicketRoom } from './ticket';
import { ticketsChanged } from './watch';

/** Something that is being done to a ticket, which is held meanwhile. All of it happens, or nothing. */
export interface TicketAct {
  readonly strapi: Core.Strapi;
  readonly tx: Tx;
  readonly actor: TicketActor;
  readonly at: Date;
  /** As it is now: `update` changes it here as well. */
  readonly ticket: Ticket;
  /** Events of its rooms, passed on after COMMIT. */
  readonly events: RoomEvent[];
  /** What was said in the conversation, and that it was opened: for whoever follows. */
  readonly happened: ('opened' | 'answered' | 'customer_replied')[];
}

/** Columns that acts change, by their names in `Ticket`. */
const COLUMNS = {
  state: 'state', shownState: 'shown_state', priority: 'priority', category: 'category', tags: 'tags', assigneeId: 'assignee', team: 'team',
  firstAnsweredAt: 'first_answered_at', resolvedAt: 'resolved_at', closedAt: 'closed_at', reopenUntil: 'reopen_until',
  requesterId: 'requester', snoozedUntil: 'snoozed_until', mergedInto: 'merged_into', rating: 'rating', ratingComment: 'rating_comment',
} as const satisfies Partial<Record<keyof Ticket, string>>;

export type TicketChange = Partial<Pick<Ticket, keyof typeof COLUMNS>>;

/**
 * What its customer sees of a ticket beside what is told in the conversation. By the time at which one of these changed, and
 * of the last event there, they see that something has happened: what staff do among themselves must not move it.
 */
const SEEN_BY_CUSTOMER: ReadonlySet<string> = new Set<keyof TicketChange>([
  'priority', 'category', 'firstAnsweredAt', 'resolvedAt', 'closedAt', 'reopenUntil', 'mergedInto', 'rating', 'ratingComment',
]);

/**
 * Does something to a ticket that the actor may see: everything that changes tickets goes through here.
 *
 * @throws NotFound where there is none, or the actor may not see it.
 */
export async function actOnTicket<T>(strapi: Core.Strapi, actor: TicketActor, address: TicketAddress, work: (act: TicketAct) => Promise<T>): Promise<T> {
  const { result, events } = await transaction(strapi, async (tx) => {
    const ticket = await lockTicket(tx, address);
    assertSees(actor, ticket);
    const act: TicketAct = { strapi, tx, actor, at: clock.now(), ticket, events: [], happened: [] };
    const before = ticket.state;
    const done = await work(act);
    await conclude(act, before);
    return { result: done, events: act.events };
  });
  feed(strapi).committed(events);
  ticketsChanged(strapi);
  return result;
}

/** Changes what a ticket says of itself. */
export async function update({ tx, ticket, at }: TicketAct, change: TicketChange): Promise<void> {
  const names = Object.keys(change) as (keyof TicketChange)[];
  const values = names.map((name) => (name === 'tags' ? JSON.stringify(change.tags) : change[name]));
  const set = names.map((name, index) => `${COLUMNS[name]} = $${index + 3}, `).join('');
  const isSeen = names.some((name) => SEEN_BY_CUSTOMER.has(name));
  await tx.execute(`UPDATE tickets SET ${set}${isSeen ? 'customers_updated_at = $2, ' : ''}updated_at = $2 WHERE id = $1`, [ticket.rowId, at, ...values]);
  Object.assign(ticket, change, { updatedAt: at }, isSeen ? { customersUpdatedAt: at } : {});
}

/** Enters something into the log of one of the ticket's rooms. */
export async function say<T extends RoomEventType>({ strapi, tx, actor, events }: TicketAct, room: TicketRoom, event: { type: T; data: RoomEventData<T> }): Promise<void> {
  events.push(await appendToLog(strapi, tx, room, actor, event));
}

/** What events of a ticket are about: they keep their order. */
export const aggregateOf = ({ id }: Pick<Ticket, 'id'>) => ({ type: 'ticket', id });
