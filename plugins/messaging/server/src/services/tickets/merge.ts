import type { Core } from '@strapi/strapi';
import { appendEvent, clock, transaction } from '#kernel';
import { ticketMachine } from '../../domain/ticket';
import { MergeRefused } from '../../domain/ticket-errors';
import type { Viewer } from '../../domain/person';
import { feed } from '../log/feed';
import { aggregateOf, say, type TicketAct } from './act';
import { conclude } from './followers';
import { lockTickets } from './lock';
import { moveTo } from './move';
import { assertSees, assertStaff } from './sight';
import { ticketsChanged } from './watch';

/**
 * Lets another ticket of the same customer go on with what this one is about. Its history stays where it is; its
 * conversation says where it goes on, and takes no message any more. A repeat changes nothing.
 *
 * @throws NotFound, Forbidden; MergeRefused where the two are one, of two customers, or cannot go on together.
 */
export async function mergeTicket(strapi: Core.Strapi, actor: Viewer, ticketId: string, intoId: string): Promise<void> {
  if (ticketId === intoId) throw new MergeRefused();
  const events = await transaction(strapi, async (tx) => {
    const [from, into] = await lockTickets(tx, [ticketId, intoId]);
    for (const ticket of [from, into]) assertSees(actor, ticket);
    assertStaff(actor, 'tickets.answer');
    if (from.state === 'merged' && from.mergedInto === into.id) return [];
    if (from.requesterId !== into.requesterId || !ticketMachine.can(from.state, 'merged') || !ticketMachine.can(into.state, 'merged')) throw new MergeRefused();
    const act = (ticket: typeof from): TicketAct => ({ strapi, tx, actor, at: clock.now(), ticket, events: [], happened: [] });
    const [leaving, staying] = [act(from), act(into)];
    const [before, after] = [from.state, into.state];
    await moveTo(leaving, 'merged', { mergedInto: into.id });
    await say(leaving, from.conversation, { type: 'ticket.merged', data: { ticketId: into.id, number: into.number, roomId: into.conversation.roomId } });
    await say(staying, into.conversation, { type: 'ticket.joined', data: { ticketId: from.id, number: from.number, roomId: from.conversation.roomId } });
    await appendEvent(tx, 'ticket.merged', aggregateOf(from), { ticketId: from.id, intoId: into.id, actorId: actor.id });
    await conclude(leaving, before);
    await conclude(staying, after);
    return [...leaving.events, ...staying.events];
  });
  feed(strapi).committed(events);
  ticketsChanged(strapi);
}
