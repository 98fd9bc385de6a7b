import type { Core } from '@strapi/strapi';
import { clock, sql } from '#kernel';
import { actOnTicket } from '../tickets/act';
import { SYSTEM } from '../tickets/sight';

const MOST_DUE = 200;
const MOST_BEHIND = 100;

/**
 * Tickets that somebody must look at: a clock is due, a step is due, or what was computed is behind the rules. Each part is
 * a range of an index; what is due comes first, however many are behind.
 */
const WAITING = `
  SELECT t.document_id AS id FROM tickets t JOIN (
    (SELECT ticket_id, next_at AS at FROM ticket_clocks WHERE next_at <= $1 ORDER BY next_at LIMIT ${MOST_DUE})
    UNION ALL (SELECT ticket_id, due_at FROM ticket_follow_ups WHERE due_at <= $1 ORDER BY due_at LIMIT ${MOST_DUE})
    UNION ALL (SELECT ticket_id, 'infinity' FROM ticket_clocks WHERE ended_at IS NULL AND rules_version < (SELECT version FROM ticket_rules) LIMIT ${MOST_BEHIND})
    UNION ALL (SELECT ticket_id, 'infinity' FROM ticket_follow_ups WHERE rules_version < (SELECT version FROM ticket_rules) LIMIT ${MOST_BEHIND})
  ) w ON w.ticket_id = t.id GROUP BY t.id ORDER BY min(w.at), t.id`;

/**
 * Looks at the tickets that wait for it. All that is due follows from the tickets, so it makes no difference how late it is,
 * how often it is done, or that another server does the same: each ticket is held meanwhile, and told of what was not told.
 *
 * @returns how many got further; 0 ends a turn.
 */
export async function watchTickets(strapi: Core.Strapi): Promise<number> {
  const waiting = await sql(strapi).query<{ id: string }>(WAITING, [clock.now()]);
  let done = 0;
  for (const { id: ticketId } of waiting) {
    // One that cannot be looked at must not keep the others from it.
    const isDone = await actOnTicket(strapi, SYSTEM, { ticketId }, () => Promise.resolve(true)).catch((error: unknown) => {
      strapi.log.error(`The time of ticket ${ticketId} could not be kept; it is tried again.`, { error });
      return false;
    });
    if (isDone) done += 1;
  }
  return done;
}
