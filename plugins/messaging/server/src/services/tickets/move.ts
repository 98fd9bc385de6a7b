import type { Core } from '@strapi/strapi';
import { appendEvent, clock } from '#kernel';
import { messagingConfig } from '../../config';
import { customersStateOf, isSettled, ticketMachine, type CustomersState, type MovableState, type TicketState } from '../../domain/ticket';
import { TicketNotReopenable } from '../../domain/ticket-errors';
import type { Viewer } from '../../domain/person';
import { actOnTicket, aggregateOf, say, update, type TicketAct, type TicketChange } from './act';
import { assertRequester, assertStaff } from './sight';
import type { Ticket } from './ticket';

const DAY_MS = 86_400_000;

/** When a ticket was done, or that it is not: what a step says beside the state. As its customer sees it, so that spam does not show. */
function timesOf({ strapi, at, ticket }: TicketAct, from: CustomersState, to: CustomersState): TicketChange {
  if (!isSettled(to)) return isSettled(from) ? { resolvedAt: null, closedAt: null, reopenUntil: null } : {};
  if ((to !== 'resolved' && to !== 'closed') || from === to) return {};
  const reopenUntil = ticket.reopenUntil ?? new Date(at.getTime() + messagingConfig(strapi).tickets.reopenDays * DAY_MS);
  return { reopenUntil, resolvedAt: ticket.resolvedAt ?? at, ...(to === 'closed' ? { closedAt: at } : {}) };
}

/** Tells the customer of a step, if it is one for them. */
async function tellCustomer(act: TicketAct, from: CustomersState, to: CustomersState): Promise<void> {
  if (from !== to) await say(act, act.ticket.conversation, { type: 'ticket.state_changed', data: { from, to } });
}

/** Moves a ticket, tells its customer and whoever reads events. Where it is already, nothing happens. @throws IllegalTransition */
export async function moveTo(act: TicketAct, to: TicketState, beside: TicketChange = {}): Promise<void> {
  const { ticket, tx, actor } = act;
  const from = ticket.state;
  if (from === to) return;
  ticketMachine.assert(from, to);
  const [before, after] = [customersStateOf(ticket), customersStateOf({ state: to, shownState: null })];
  await update(act, { ...(isSettled(to) ? { snoozedUntil: null } : {}), ...timesOf(act, before, after), ...beside, state: to, shownState: to === 'spam' ? after : null });
  await tellCustomer(act, before, after);
  if (from === 'spam' || to === 'spam') await say(act, ticket.staffRoom, { type: 'ticket.spam_marked', data: { isSpam: to === 'spam' } });
  await appendEvent(tx, 'ticket.moved', aggregateOf(ticket), { ticketId: ticket.id, from, to, actorId: actor.id });
}

/**
 * Moves a ticket for its customer. What is spam stays so, and is nobody's work; they are told what they would be told of any
 * other.
 */
export async function moveForCustomer(act: TicketAct, to: CustomersState): Promise<void> {
  const { ticket } = act;
  if (ticket.state !== 'spam') return moveTo(act, to);
  const from = customersStateOf(ticket);
  if (from === to) return;
  ticketMachine.assert(from, to);
  await update(act, { ...timesOf(act, from, to), shownState: to });
  await tellCustomer(act, from, to);
}

/** Staff move a ticket by hand. @throws NotFound, Forbidden, IllegalTransition */
export const moveTicket = (strapi: Core.Strapi, actor: Viewer, ticketId: string, to: MovableState): Promise<void> =>
  actOnTicket(strapi, actor, { ticketId }, (act) => moveBy(act, actor, to));

/** The same as a part of something more. */
export async function moveBy(act: TicketAct, actor: Viewer, to: MovableState): Promise<void> {
  assertStaff(actor, 'tickets.answer');
  await moveTo(act, to);
}

/** Whether a ticket that is done, as its customer sees it, may still be opened again by them. */
export function mayReopen(ticket: Pick<Ticket, 'state' | 'shownState' | 'reopenUntil'>): boolean {
  const state = customersStateOf(ticket);
  return (state === 'resolved' || state === 'closed') && ticket.reopenUntil !== null && ticket.reopenUntil > clock.now();
}

/** A customer opens their ticket again: it is not done after all. @throws NotFound, TicketNotReopenable */
export const reopenTicket = (strapi: Core.Strapi, customer: Viewer, ticketId: string): Promise<void> =>
  actOnTicket(strapi, customer, { ticketId }, async (act) => {
    assertRequester(customer, act.ticket);
    if (!mayReopen(act.ticket)) throw new TicketNotReopenable();
    await moveForCustomer(act, 'waiting_on_us');
  });

/** A customer needs nothing more. Closing it again changes nothing. @throws NotFound */
export const closeTicket = (strapi: Core.Strapi, customer: Viewer, ticketId: string): Promise<void> =>
  actOnTicket(strapi, customer, { ticketId }, async (act) => {
    assertRequester(customer, act.ticket);
    // One that goes on elsewhere is closed to them already.
    if (ticketMachine.can(customersStateOf(act.ticket), 'closed')) await moveForCustomer(act, 'closed');
  });
