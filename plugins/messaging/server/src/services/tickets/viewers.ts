import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import type { Viewer } from '../../domain/person';
import { findTicket } from './find';
import { ticketsChanged } from './watch';

/** Whoever does not say so again within this time has gone. */
const SEEN_FOR_SECONDS = 45;

/** One of the staff who has a ticket before them. */
export interface TicketViewer {
  staffId: string;
  isWriting: boolean;
}

/** Says that a connection of somebody's shows a ticket now, or no longer (`null`). @throws NotFound */
export async function showTicket(strapi: Core.Strapi, viewer: Viewer, connection: string, ticketId: string, what: 'viewing' | 'writing' | null): Promise<TicketViewer[]> {
  const ticket = await findTicket(strapi, viewer, ticketId);
  if (what === null) await sql(strapi).execute('DELETE FROM ticket_viewers WHERE ticket_id = $1 AND connection = $2', [ticket.rowId, connection]);
  else {
    await sql(strapi).execute(
      `INSERT INTO ticket_viewers (ticket_id, connection, staff, is_writing, expires_at) VALUES ($1, $2, $3, $4, now() + make_interval(secs => ${SEEN_FOR_SECONDS}))
       ON CONFLICT (ticket_id, connection) DO UPDATE SET is_writing = EXCLUDED.is_writing, expires_at = EXCLUDED.expires_at`,
      [ticket.rowId, connection, viewer.id, what === 'writing'],
    );
  }
  ticketsChanged(strapi);
  return (await readViewers(strapi, [ticketId])).get(ticketId) ?? [];
}

/** A connection has closed. */
export async function forgetViewer(strapi: Core.Strapi, connection: string): Promise<void> {
  const gone = await sql(strapi).execute('DELETE FROM ticket_viewers WHERE connection = $1', [connection]);
  if (gone > 0) ticketsChanged(strapi);
}

/** Who has these tickets before them, each person once; by ticket. */
export async function readViewers(strapi: Core.Strapi, ticketIds: readonly string[]): Promise<Map<string, TicketViewer[]>> {
  const rows = await sql(strapi).query<{ id: string; viewers: TicketViewer[] }>(
    `SELECT id, jsonb_agg(jsonb_build_object('staffId', staff, 'isWriting', is_writing) ORDER BY staff) AS viewers FROM (
       SELECT t.document_id AS id, v.staff, bool_or(v.is_writing) AS is_writing FROM tickets t JOIN ticket_viewers v ON v.ticket_id = t.id
        WHERE t.document_id = ANY ($1) AND v.expires_at > now() GROUP BY 1, 2) seen GROUP BY id`,
    [ticketIds],
  );
  return new Map(rows.map(({ id, viewers }) => [id, viewers]));
}

/** Removes what servers that died have left. */
export const purgeViewers = (strapi: Core.Strapi): Promise<number> => sql(strapi).execute('DELETE FROM ticket_viewers WHERE expires_at < now()');
