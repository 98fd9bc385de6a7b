import type { Core } from '@strapi/strapi';
import { Forbidden, kernel, transaction } from '#kernel';
import type { Priority, TicketState } from '../../domain/ticket';
import type { Viewer } from '../../domain/person';
import { SearchTooBroad } from '../../errors';
import { IS_BREACHING } from '../sla/pressing';
import { FROM_TICKETS, TICKET, toTicket, type Ticket, type TicketRow } from './ticket';

export interface QueueFilters {
  states?: readonly TicketState[] | undefined;
  /** `none`: nobody's. */
  assigneeId?: string | undefined;
  team?: string | undefined;
  priority?: Priority | undefined;
  category?: string | undefined;
  tag?: string | undefined;
  requesterId?: string | undefined;
  number?: number | undefined;
  /** Only those that were put aside, or only others. */
  snoozed?: boolean | undefined;
  /** Words of the subject. */
  text?: string | undefined;
  /** A promise about it is about to be broken, or was. */
  sla?: 'breaching' | undefined;
  order: 'newest' | 'oldest';
}

/** One person's search must not keep the database from everybody's messages. */
const TIMEOUT_MS = 2_000;
/** query_canceled: what PostgreSQL says when the time is up. */
const isTooSlow = (error: unknown) => typeof error === 'object' && error !== null && 'code' in error && error.code === '57014';

/**
 * All tickets, in the order in which they were opened. Where several states are asked for, each gives a page of its own
 * from its index, so that the cost does not grow with the tickets that are done.
 *
 * @throws Forbidden for anybody but staff who may see tickets; CursorWrong, SearchTooBroad
 */
export async function listQueue(strapi: Core.Strapi, viewer: Viewer, filters: QueueFilters, limit: number, cursor?: string): Promise<{ tickets: Ticket[]; nextCursor: string | null }> {
  if (viewer.kind !== 'staff' || !viewer.may('tickets.read')) throw new Forbidden();
  const scope = `queue ${JSON.stringify(filters)}`;
  const [position] = cursor === undefined ? [undefined] : kernel(strapi).cursors.read(scope, cursor);
  const { text, values } = statementOf(filters, limit + 1, position);
  try {
    const rows = await transaction(strapi, async (tx) => {
      await tx.query(`SELECT set_config('statement_timeout', $1, true)`, [String(TIMEOUT_MS)]);
      return tx.query<TicketRow>(text, values);
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { tickets: rows.slice(0, limit).map(toTicket), nextCursor: last ? kernel(strapi).cursors.write(scope, [last.row_id]) : null };
  } catch (error) {
    if (isTooSlow(error)) throw new SearchTooBroad();
    throw error;
  }
}

function statementOf(filters: QueueFilters, most: number, position: string | number | undefined): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const isNewestFirst = filters.order === 'newest';
  const order = `id ${isNewestFirst ? 'DESC' : 'ASC'}`;
  const conditions = [
    ...(filters.assigneeId === undefined ? [] : [filters.assigneeId === 'none' ? 'q.assignee IS NULL' : `q.assignee = ${bind(filters.assigneeId)}`]),
    ...(filters.team === undefined ? [] : [`q.team = ${bind(filters.team)}`]),
    ...(filters.priority === undefined ? [] : [`q.priority = ${bind(filters.priority)}`]),
    ...(filters.category === undefined ? [] : [`q.category = ${bind(filters.category)}`]),
    ...(filters.requesterId === undefined ? [] : [`q.requester = ${bind(filters.requesterId)}`]),
    ...(filters.snoozed === undefined ? [] : [`q.snoozed_until IS ${filters.snoozed ? 'NOT ' : ''}NULL`]),
    ...(filters.number === undefined ? [] : [`q.number = ${bind(filters.number)}`]),
    ...(filters.tag === undefined ? [] : [`q.tags @> ${bind(JSON.stringify([filters.tag]))}::jsonb`]),
    ...(filters.text === undefined ? [] : [`to_tsvector('simple', q.subject) @@ websearch_to_tsquery('simple', ${bind(filters.text)})`]),
    ...(filters.sla === undefined ? [] : [`EXISTS (SELECT FROM ticket_clocks c WHERE c.ticket_id = q.id AND ${IS_BREACHING})`]),
    ...(position === undefined ? [] : [`q.id ${isNewestFirst ? '<' : '>'} ${bind(position)}::int`]),
  ];
  const page = (state: string[]) => `SELECT q.id FROM tickets q WHERE ${[...state, ...conditions].join(' AND ') || 'true'} ORDER BY q.${order} LIMIT ${bind(most)}`;
  const found = filters.states
    ? `SELECT x.id FROM unnest(${bind(filters.states)}::text[]) w (state) CROSS JOIN LATERAL (${page(['q.state = w.state'])}) x`
    : page([]);
  return { text: `SELECT ${TICKET} FROM (${found}) p CROSS JOIN ${FROM_TICKETS} WHERE t.id = p.id ORDER BY t.${order} LIMIT ${bind(most)}`, values };
}
