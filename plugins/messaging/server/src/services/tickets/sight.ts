import { Forbidden, NotFound } from '#kernel';
import type { StaffViewer, Viewer } from '../../domain/person';
import type { Ticket } from './ticket';

/** Whoever does something to a ticket: a person, or the system, e.g. when a time has come. */
export type TicketActor = Viewer | { kind: 'system'; id: 'system' };

export const SYSTEM: TicketActor = { kind: 'system', id: 'system' };

export type StaffPermission = 'tickets.read' | 'tickets.answer' | 'tickets.assign';

/** @throws NotFound for everybody but its requester and staff who may see tickets. */
export function assertSees(actor: TicketActor, ticket: Ticket): void {
  const sees = actor.kind === 'system' || (actor.kind === 'staff' ? actor.may('tickets.read') : actor.id === ticket.requesterId);
  if (!sees) throw new NotFound();
}

/** @throws NotFound for anybody but the requester. */
export function assertRequester(actor: TicketActor, ticket: Ticket): void {
  if (actor.kind !== 'user' || actor.id !== ticket.requesterId) throw new NotFound();
}

/** @throws NotFound for customers, whom staff's acts are none of the business of; Forbidden for staff without the permission. */
export function assertStaff(actor: TicketActor, permission: StaffPermission): asserts actor is StaffViewer | typeof SYSTEM {
  if (actor.kind === 'system') return;
  if (actor.kind !== 'staff') throw new NotFound();
  if (!actor.may(permission)) throw new Forbidden();
}
