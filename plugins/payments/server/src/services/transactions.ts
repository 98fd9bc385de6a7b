import type { Core } from '@strapi/strapi';
import { kernel, sql } from '#kernel';

export interface TransactionFilters {
  state?: string | undefined;
  kind?: string | undefined;
  currency?: string | undefined;
  /** Inclusive. */
  from?: Date | undefined;
  /** Exclusive. */
  to?: Date | undefined;
}

interface Row {
  row_id: number;
  id: string;
  kind: string;
  reference: string;
  state: string;
  amount_minor: string;
  currency: string;
  gateway: string;
  description: string | null;
  /** As PostgreSQL writes them, to the microsecond: a JavaScript date would cut the position, and cost more than the rest of the row. */
  created_at: string;
  updated_at: string;
}

/** `2026-11-22 18:00:00.12` of a column without zone, which holds UTC, as ISO 8601 in milliseconds. */
const iso = (text: string) => `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, 23).padEnd(3, '0')}Z`;

/** Written by hand, because nothing but the description can hold a character that JSON escapes. */
const toJson = (row: Row) =>
  `{"id":"${row.id}","kind":"${row.kind}","reference":"${row.reference}","state":"${row.state}","amountMinor":"${row.amount_minor}",` +
  `"currency":"${row.currency}","gateway":"${row.gateway}","description":${row.description === null ? 'null' : JSON.stringify(row.description)},` +
  `"createdAt":"${iso(row.created_at)}","updatedAt":"${iso(row.updated_at)}"}`;

/**
 * One page of a payer's transactions, newest first, as the bytes of its JSON. The position is (creation, row), so a page
 * costs the same anywhere in the list, and nothing is skipped or shown twice while new ones arrive.
 *
 * @throws CursorWrong when the cursor was made for somebody else or for other filters.
 */
export async function listOwnTransactions(strapi: Core.Strapi, payer: { rowId: number; id: string }, filters: TransactionFilters, limit: number, cursor?: string): Promise<Buffer> {
  const scope = `transactions:${payer.id}:${JSON.stringify([filters.state, filters.kind, filters.currency, filters.from, filters.to])}`;
  const values: unknown[] = [payer.rowId];
  const conditions = ['t.payer_id = $1'];
  const where = (condition: (placeholder: string) => string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  where((p) => `t.state = ${p}`, filters.state);
  where((p) => `t.kind = ${p}`, filters.kind);
  where((p) => `t.currency = ${p}`, filters.currency);
  where((p) => `t.created_at >= ${p}`, filters.from);
  where((p) => `t.created_at < ${p}`, filters.to);
  if (cursor !== undefined) {
    values.push(...kernel(strapi).cursors.read(scope, cursor));
    conditions.push(`(t.created_at, t.id) < ($${values.length - 1}::timestamp, $${values.length}::int)`);
  }
  values.push(limit + 1);
  const rows = await sql(strapi).query<Row>(
    `SELECT t.id AS row_id, t.document_id AS id, t.kind, t.reference, t.state, t.amount_minor, t.currency, t.gateway, t.description,
            t.created_at::text AS created_at, t.updated_at::text AS updated_at
     FROM transactions t WHERE ${conditions.join(' AND ')} ORDER BY t.created_at DESC, t.id DESC LIMIT $${values.length}`,
    values,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const nextCursor = last ? kernel(strapi).cursors.write(scope, [last.created_at, last.row_id]) : null;
  const page = rows.length > limit ? rows.slice(0, limit) : rows;
  // Bytes, so that the text is walked once, not again for its length and a third time to send it.
  return Buffer.from(`{"data":[${page.map(toJson).join(',')}],"meta":{"nextCursor":${JSON.stringify(nextCursor)}}}`);
}
