import type { Core } from '@strapi/strapi';
import { customersStateOf, MOVABLE_STATES, ticketMachine } from '../domain/ticket';
import { pressingClocks } from '../services/sla/pressing';
import { customersParts, peopleOf } from '../services/tickets/find';
import type { Ticket } from '../services/tickets/ticket';

const common = (ticket: Ticket) => ({
  id: ticket.id,
  number: ticket.number,
  subject: ticket.subject,
  priority: ticket.priority,
  category: ticket.category,
  channel: ticket.channel,
  relatesTo: ticket.relatesTo,
  roomId: ticket.conversation.roomId,
  openedAt: ticket.openedAt.toISOString(),
  updatedAt: ticket.updatedAt.toISOString(),
  firstAnsweredAt: ticket.firstAnsweredAt?.toISOString() ?? null,
  resolvedAt: ticket.resolvedAt?.toISOString() ?? null,
  closedAt: ticket.closedAt?.toISOString() ?? null,
  mergedInto: ticket.mergedInto,
  rating: ticket.rating,
  ratingComment: ticket.ratingComment,
  reopenUntil: ticket.reopenUntil?.toISOString() ?? null,
});

/** Tickets as their customer sees them. */
export async function forCustomer(strapi: Core.Strapi, tickets: readonly Ticket[]) {
  const parts = await customersParts(strapi, tickets);
  return tickets.map((ticket) => ({ ...common(ticket), updatedAt: ticket.customersUpdatedAt.toISOString(), state: customersStateOf(ticket), ...(parts.get(ticket.id) ?? { unread: 0, agents: [] }) }));
}

/** Tickets as staff see them. */
export async function forStaff(strapi: Core.Strapi, tickets: readonly Ticket[]) {
  const people = await peopleOf(strapi, tickets.flatMap(({ requesterId, assigneeId }) => (assigneeId === null ? [requesterId] : [requesterId, assigneeId])));
  const pressing = await pressingClocks(strapi, tickets.map(({ rowId }) => rowId));
  const slaOf = ({ rowId }: Ticket) => {
    const clock = pressing.get(rowId);
    return clock ? { clock: clock.kind, dueAt: clock.dueAt.toISOString(), isBreached: clock.isBreached } : null;
  };
  const named = (id: string) => people.get(id) ?? { id, name: null };
  return tickets.map((ticket) => ({
    ...common(ticket),
    state: ticket.state,
    moves: MOVABLE_STATES.filter((to) => ticketMachine.can(ticket.state, to)),
    tags: ticket.tags,
    team: ticket.team,
    snoozedUntil: ticket.snoozedUntil?.toISOString() ?? null,
    requester: named(ticket.requesterId),
    assignee: ticket.assigneeId === null ? null : named(ticket.assigneeId),
    sla: slaOf(ticket),
    staffRoomId: ticket.staffRoom.roomId,
  }));
}
