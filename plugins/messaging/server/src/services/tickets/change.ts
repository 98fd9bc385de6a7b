import type { Core } from '@strapi/strapi';
import type { Priority } from '../../domain/ticket';
import type { Viewer } from '../../domain/person';
import { actOnTicket, say, update, type TicketAct } from './act';
import { assertStaff } from './sight';

/** What staff set on a ticket; what is not said stays. */
export interface TicketLabels {
  priority?: Priority | undefined;
  category?: string | null | undefined;
  tags?: readonly string[] | undefined;
}

/** Sets what is another than it was, each with an event in the room of the staff. */
export async function label(act: TicketAct, { priority, category, tags }: TicketLabels): Promise<void> {
  const { ticket } = act;
  if (priority !== undefined && priority !== ticket.priority) {
    const from = ticket.priority;
    await update(act, { priority });
    await say(act, ticket.staffRoom, { type: 'ticket.priority_changed', data: { from, to: priority } });
  }
  if (category !== undefined && category !== ticket.category) {
    await update(act, { category });
    await say(act, ticket.staffRoom, { type: 'ticket.category_changed', data: { category } });
  }
  const wanted = tags && [...new Set(tags)].sort();
  if (wanted && wanted.join('\n') !== ticket.tags.join('\n')) {
    await update(act, { tags: wanted });
    await say(act, ticket.staffRoom, { type: 'ticket.tagged', data: { tags: wanted } });
  }
}

/** @throws NotFound, Forbidden */
export const labelTicket = (strapi: Core.Strapi, actor: Viewer, ticketId: string, labels: TicketLabels): Promise<void> =>
  actOnTicket(strapi, actor, { ticketId }, (act) => labelBy(act, actor, labels));

/** The same as a part of something more. */
export async function labelBy(act: TicketAct, actor: Viewer, labels: TicketLabels): Promise<void> {
  assertStaff(actor, 'tickets.answer');
  await label(act, labels);
}
