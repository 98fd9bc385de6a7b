import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import { FROM_TICKETS, TICKET, toTicket, type Ticket, type TicketRow } from './ticket';

type Row = { snapshot: string } & (({ changed_in: string } & TicketRow) | { changed_in: null });

/**
 * Tickets that changed in transactions which a snapshot of before does not show, oldest first; and the snapshot of now, to
 * go on from. Exactly those, in whatever order transactions end. Without a snapshot, nothing but that of now.
 *
 * @see https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
 */
export async function readChanges(strapi: Core.Strapi, since: string | null): Promise<{ tickets: Ticket[]; snapshot: string }> {
  const rows = await sql(strapi).query<Row>(
    `SELECT pg_current_snapshot()::text AS snapshot, x.* FROM (SELECT) one LEFT JOIN LATERAL (
       SELECT n.changed_in::text AS changed_in, ${TICKET} FROM ticket_changes n CROSS JOIN ${FROM_TICKETS}
        WHERE t.id = n.ticket_id AND n.changed_in >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(n.changed_in, $1::pg_snapshot)
        ORDER BY n.changed_in) x ON true`,
    [since],
  );
  const [first] = rows;
  if (!first) throw new Error('PostgreSQL did not say what it sees.');
  return { tickets: rows.flatMap((row) => (row.changed_in === null ? [] : [toTicket(row)])), snapshot: first.snapshot };
}

const listeners = new WeakMap<Core.Strapi, (() => void)[]>();

/** For whoever tells others that there is something to read. */
export function onTicketsChanged(strapi: Core.Strapi, listener: () => void): void {
  listeners.set(strapi, [...(listeners.get(strapi) ?? []), listener]);
}

/** Says that tickets, or who looks at them, have changed. May be lost: everybody looks now and then. */
export function ticketsChanged(strapi: Core.Strapi): void {
  for (const listener of listeners.get(strapi) ?? []) listener();
}
