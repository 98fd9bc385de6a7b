import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import type { ClockKind } from '../../domain/sla-clock';

/** What must be done about a ticket first. */
export interface PressingClock {
  kind: ClockKind;
  dueAt: Date;
  isBreached: boolean;
}

/** A clock `c` that runs: somebody can still do something about it. */
export const RUNS = `c.ended_at IS NULL AND c.runs->-1->>'to' IS NULL`;
/** One that was warned of or broken, and runs. There is an index of just these. */
export const IS_BREACHING = `${RUNS} AND (c.warned_at IS NOT NULL OR c.breached_at IS NOT NULL)`;

/** Of each of these tickets the running promise that is due first, by its row; none where nothing is promised, or we wait for the customer. */
export async function pressingClocks(strapi: Core.Strapi, ticketRows: readonly number[]): Promise<Map<number, PressingClock>> {
  if (ticketRows.length === 0) return new Map();
  const rows = await sql(strapi).query<{ ticket_id: number; kind: ClockKind; due_at: Date; is_breached: boolean }>(
    `SELECT DISTINCT ON (c.ticket_id) c.ticket_id, c.kind, c.due_at, c.breached_at IS NOT NULL AS is_breached FROM ticket_clocks c
      WHERE c.ticket_id = ANY ($1::int[]) AND ${RUNS} AND c.due_at IS NOT NULL ORDER BY c.ticket_id, c.due_at`,
    [ticketRows],
  );
  return new Map(rows.map(({ ticket_id: row, kind, due_at: dueAt, is_breached: isBreached }) => [row, { kind, dueAt, isBreached }]));
}
