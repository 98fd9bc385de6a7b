import type { Core } from '@strapi/strapi';
import { kernel, NotFound, sql } from '#kernel';
import { guestAddresses } from '../guests/guests';
import type { CustomersState } from '../../domain/ticket';
import type { Viewer } from '../../domain/person';
import { assertSees } from './sight';
import { FROM_TICKETS, TICKET, toTicket, type Ticket, type TicketRow } from './ticket';

/** @throws NotFound where there is none, or the viewer may not see it. */
export async function findTicket(strapi: Core.Strapi, viewer: Viewer, ticketId: string): Promise<Ticket> {
  const [row] = await sql(strapi).query<TicketRow>(`SELECT ${TICKET} FROM ${FROM_TICKETS} WHERE t.document_id = $1`, [ticketId]);
  if (!row) throw new NotFound();
  const ticket = toTicket(row);
  assertSees(viewer, ticket);
  return ticket;
}

/** What goes with a ticket for its customer. */
export interface CustomersPart {
  /** Staff who have answered, by the names that customers are told. */
  agents: { id: string; name: string }[];
  /** Messages of the conversation that the customer has not read. */
  unread: number;
}

/** Of each of these tickets, by its id. */
export async function customersParts(strapi: Core.Strapi, tickets: readonly Ticket[]): Promise<Map<string, CustomersPart>> {
  if (tickets.length === 0) return new Map();
  const rows = await sql(strapi).query<{ id: string; agents: CustomersPart['agents']; unread: string }>(
    `SELECT t.document_id AS id, r.last_number - coalesce(m.read_number, 0) AS unread,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.member, 'name', ${PUBLIC_NAME}) ORDER BY a.joined_seq), '[]')
               FROM room_members a LEFT JOIN admin_users u ON u.document_id = a.member WHERE a.room_id = r.id AND a.role = 'agent') AS agents
     FROM tickets t JOIN rooms r ON r.id = t.conversation_room_id LEFT JOIN room_members m ON m.room_id = r.id AND m.member = t.requester WHERE t.id = ANY ($1::int[])`,
    [tickets.map(({ rowId }) => rowId)],
  );
  return new Map(rows.map(({ id, agents, unread }) => [id, { agents, unread: Number(unread) }]));
}

/** What customers call a person of the staff `u`: by the first name, and never by an address. */
export const PUBLIC_NAME = `coalesce(nullif(trim(u.firstname), ''), 'Support')`;

/** A customer's own tickets, the newest first. @throws CursorWrong */
export async function listOwnTickets(strapi: Core.Strapi, customer: Viewer, state: CustomersState | undefined, limit: number, cursor?: string): Promise<{ tickets: Ticket[]; nextCursor: string | null }> {
  const scope = `tickets ${customer.id} ${state ?? ''}`;
  const [before] = cursor === undefined ? [null] : kernel(strapi).cursors.read(scope, cursor);
  const rows = await sql(strapi).query<TicketRow>(
    `SELECT ${TICKET} FROM ${FROM_TICKETS} WHERE t.requester = $1 AND ($2::text IS NULL OR CASE t.state WHEN 'spam' THEN coalesce(t.shown_state, 'closed') ELSE t.state END = $2) AND ($3::int IS NULL OR t.id < $3) ORDER BY t.id DESC LIMIT $4`,
    [customer.id, state ?? null, before, limit + 1],
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { tickets: rows.slice(0, limit).map(toTicket), nextCursor: last ? kernel(strapi).cursors.write(scope, [last.row_id]) : null };
}

export interface Person {
  id: string;
  /** The full name or the address of a member of staff, the e-mail of a user or a guest; null where they are gone. */
  name: string | null;
}

/** Who the people of tickets are, for staff; by their ids. */
export async function peopleOf(strapi: Core.Strapi, ids: readonly string[]): Promise<Map<string, Person>> {
  const rows = await sql(strapi).query<Person>(
    `SELECT document_id AS id, coalesce(nullif(trim(concat_ws(' ', firstname, lastname)), ''), email) AS name FROM admin_users WHERE document_id = ANY ($1)
     UNION ALL SELECT document_id, email FROM up_users WHERE document_id = ANY ($1)`,
    [[...new Set(ids)]],
  );
  const names = new Map([...rows.map(({ id, name }) => [id, name] as const), ...(await guestAddresses(strapi, [...new Set(ids)]))]);
  return new Map(ids.map((id) => [id, { id, name: names.get(id) ?? null }]));
}
