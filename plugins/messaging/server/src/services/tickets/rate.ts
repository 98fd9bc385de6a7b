import type { Core } from '@strapi/strapi';
import { appendEvent, clock } from '#kernel';
import { customersStateOf } from '../../domain/ticket';
import { TicketNotRatable } from '../../domain/ticket-errors';
import type { Viewer } from '../../domain/person';
import { actOnTicket, aggregateOf, say, update } from './act';
import { assertRequester } from './sight';

export interface Rating {
  /** 1 to 5. */
  rating: number;
  comment?: string | undefined;
}

/**
 * A customer says how we did, once it is done. Until the ticket cannot be opened again they may change their mind; the
 * same again changes nothing. The comment stays out of the log, which never forgets.
 *
 * @throws NotFound, TicketNotRatable
 */
export const rateTicket = (strapi: Core.Strapi, customer: Viewer, ticketId: string, { rating, comment: given }: Rating): Promise<void> =>
  actOnTicket(strapi, customer, { ticketId }, async (act) => {
    const { ticket, tx } = act;
    const comment = given ?? null;
    assertRequester(customer, ticket);
    const state = customersStateOf(ticket);
    const isDone = state === 'resolved' || state === 'closed';
    const isOver = ticket.reopenUntil !== null && ticket.reopenUntil <= clock.now();
    if (!isDone || isOver) throw new TicketNotRatable();
    if (ticket.rating === rating && ticket.ratingComment === comment) return;
    const isNew = ticket.rating !== rating;
    await update(act, { rating, ratingComment: comment });
    if (!isNew) return;
    await say(act, ticket.conversation, { type: 'ticket.rated', data: { rating } });
    if (ticket.state !== 'spam') await appendEvent(tx, 'ticket.rated', aggregateOf(ticket), { ticketId: ticket.id, rating, requesterId: ticket.requesterId });
  });
