import type { Core } from '@strapi/strapi';
import { appendEvent, clock } from '#kernel';
import { messagingConfig } from '../../config';
import { customersStateOf, isSettled, ticketMachine, type MovableState, type TicketState } from '../../domain/ticket';
import { TicketNotReopenable } from '../../domain/ticket-errors';
import type { Viewer } from '../../domain/person';
import { actOnTicket, aggregateOf, say, update, type TicketAct, type TicketChange } from './act';
import { assertRequester, assertStaff } from './sight';
import type { Ticket } from './ticket';

const DAY_MS = 86_400_000;

/** When a ticket was done, or that it is not: what a step says beside the state. */
function timesOf({ strapi, at, ticket }: TicketAct, to: TicketState): TicketChange {
  if (!isSettled(to)) return isSettled(ticket.state) ? { resolvedAt: null, closedAt: null, reopenUntil: null } : {};
  if (to !== 'resolved' && to !== 'closed') return {};
  const reopenUntil = ticket.reopenUntil ?? new Date(at.getTime() + messagingConfig(strapi).tickets.reopenDays * DAY_MS);
  return { reopenUntil, resolvedAt: ticket.resolvedAt ?? at, ...(to === 'closed' ? { closedAt: at } : {}) };
}

/** Moves a ticket, tells its customer and whoever reads events. Where it is already, nothing happens. @throws IllegalTransition */
export async function moveTo(act: TicketAct, to: TicketState, beside: TicketChange = {}): Promise<void> {
  const { ticket, tx, actor } = act;
  const from = ticket.state;
  if (from === to) return;
  ticketMachine.assert(from, to);
  await update(act, { ...(isSettled(to) ? { snoozedUntil: null } : {}), ...timesOf(act, to), ...beside, state: to });
  const [before, after] = [customersStateOf(from), customersStateOf(to)];
  if (before !== after) await say(act, ticket.conversation, { type: 'ticket.state_changed', data: { from: before, to: after } });
  if (from === 'spam' || to === 'spam') await say(act, ticket.staffRoom, { type: 'ticket.spam_marked', data: { isSpam: to === 'spam' } });
  await appendEvent(tx, 'ticket.moved', aggregateOf(ticket), { ticketId: ticket.id, from, to, actorId: actor.id });
}

/** Staff move a ticket by hand. @throws NotFound, Forbidden, IllegalTransition */
export const moveTicket = (strapi: Core.Strapi, actor: Viewer, ticketId: string, to: MovableState): Promise<void> =>
  actOnTicket(strapi, actor, { ticketId }, async (act) => {
    assertStaff(actor, 'tickets.answer');
    await moveTo(act, to);
  });

/** Whether a ticket that is done may still be opened again by its customer. */
export const mayReopen = ({ state, reopenUntil }: Pick<Ticket, 'state' | 'reopenUntil'>): boolean =>
  (state === 'resolved' || state === 'closed') && reopenUntil !== null && reopenUntil > clock.now();

/** A customer opens their ticket again: it is not done after all. @throws NotFound, TicketNotReopenable */
export const reopenTicket = (strapi: Core.Strapi, customer: Viewer, ticketId: string): Promise<void> =>
  actOnTicket(strapi, customer, { ticketId }, async (act) => {
    assertRequester(customer, act.ticket);
    if (!mayReopen(act.ticket)) throw new TicketNotReopenable();
    await moveTo(act, 'waiting_on_us');
  });

/** A customer needs nothing more. Closing it again changes nothing. @throws NotFound */
export const closeTicket = (strapi: Core.Strapi, customer: Viewer, ticketId: string): Promise<void> =>
  actOnTicket(strapi, customer, { ticketId }, async (act) => {
    assertRequester(customer, act.ticket);
    // One that goes on elsewhere, or that we take for spam, is closed to them already.
    if (ticketMachine.can(act.ticket.state, 'closed')) await moveTo(act, 'closed');
  });
