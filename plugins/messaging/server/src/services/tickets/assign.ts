import type { Core } from '@strapi/strapi';
import { appendEvent, sql, type Sql } from '#kernel';
import { isSettled } from '../../domain/ticket';
import { AssigneeUnknown, TicketTaken } from '../../domain/ticket-errors';
import type { Viewer } from '../../domain/person';
import { actOnTicket, aggregateOf, say, update, type TicketAct } from './act';
import { peopleOf, type Person } from './find';
import { moveTo } from './move';
import { assertStaff } from './sight';
import { staffWhoMay } from './staff-who-may';

export interface Assignment {
  /** `stf_…`; nobody, where it is null. */
  assigneeId: string | null;
  /** As it is, where it is not said. */
  team?: string | null | undefined;
}

/** Gives a ticket to somebody, or to a team. The first who gets a new one opens it. */
export async function assignTo(act: TicketAct, { assigneeId, team = act.ticket.team }: Assignment): Promise<void> {
  const { ticket, tx, actor } = act;
  if (assigneeId === ticket.assigneeId && team === ticket.team) return;
  await update(act, { assigneeId, team });
  await say(act, ticket.staffRoom, { type: 'ticket.assigned', data: { assigneeId, team } });
  await appendEvent(tx, 'ticket.assigned', aggregateOf(ticket), { ticketId: ticket.id, assigneeId, team, actorId: actor.id });
  if (assigneeId !== null && ticket.state === 'new') await moveTo(act, 'open');
}

/**
 * Somebody of the staff gives a ticket to somebody, a team, or nobody.
 *
 * @throws NotFound, Forbidden, AssigneeUnknown
 */
export const assignTicket = (strapi: Core.Strapi, actor: Viewer, ticketId: string, assignment: Assignment): Promise<void> =>
  actOnTicket(strapi, actor, { ticketId }, (act) => assignBy(act, actor, assignment));

/** The same as a part of something more. */
export async function assignBy(act: TicketAct, actor: Viewer, assignment: Assignment): Promise<void> {
  assertStaff(actor, 'tickets.assign');
  if (assignment.assigneeId !== null) await assertMayAnswer(act.tx, assignment.assigneeId);
  await assignTo(act, assignment);
}

/**
 * Somebody of the staff takes a ticket that nobody has. Taking one's own again changes nothing.
 *
 * @throws NotFound, Forbidden, TicketTaken
 */
export const takeTicket = (strapi: Core.Strapi, actor: Viewer, ticketId: string): Promise<void> =>
  actOnTicket(strapi, actor, { ticketId }, (act) => takeBy(act, actor));

/** The same as a part of something more. */
export async function takeBy(act: TicketAct, actor: Viewer): Promise<void> {
  assertStaff(actor, 'tickets.answer');
  const { assigneeId, state } = act.ticket;
  if (assigneeId !== null && assigneeId !== actor.id && !isSettled(state)) throw new TicketTaken({ assigneeId });
  await assignTo(act, { assigneeId: actor.id });
}

export const MAY_ANSWER = staffWhoMay('tickets.answer');

/** @throws AssigneeUnknown */
export async function assertMayAnswer(db: Sql, staffId: string): Promise<void> {
  if (!(await mayAnswer(db, staffId))) throw new AssigneeUnknown();
}

export const mayAnswer = async (db: Sql, staffId: string): Promise<boolean> => (await db.query(`${MAY_ANSWER} AND u.document_id = $1`, [staffId])).length > 0;

/** Everybody to whom a ticket can be given, in the order of their names. */
export async function listAnsweringStaff(strapi: Core.Strapi): Promise<Person[]> {
  const staff = await sql(strapi).query<{ document_id: string }>(MAY_ANSWER);
  const people = await peopleOf(strapi, staff.map(({ document_id: id }) => id));
  return [...people.values()].sort((one, other) => (one.name ?? '').localeCompare(other.name ?? ''));
}
