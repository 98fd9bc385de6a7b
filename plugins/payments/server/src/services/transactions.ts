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
  /** The creation time to the microsecond, as text: a JavaScript date would cut it, and the next page would repeat or skip rows. */
  position: string;
  /** The row as JSON, as the client gets it. */
  json: string;
}

/** An instant of Strapi's zone-less columns, which hold UTC, as ISO 8601. */
const iso = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** PostgreSQL writes the JSON: for a page it is cheaper than to read rows into objects and to write those. */
const ROW_AS_JSON = `json_build_object('id', t.document_id, 'kind', t.kind, 'reference', t.reference, 'state', t.state,
  'amountMinor', t.amount_minor::text, 'currency', t.currency, 'gateway', t.gateway, 'description', t.description,
  'createdAt', ${iso('t.created_at')}, 'updatedAt', ${iso('t.updated_at')})::text`;

/**
 * One page of a payer's transactions, newest first, as the text of its JSON. The position is (creation, row), so a page
 * costs the same anywhere in the list, and nothing is skipped or shown twice while new ones arrive.
 *
 * @throws CursorWrong when the cursor was made for somebody else or for other filters.
 */
export async function listOwnTransactions(strapi: Core.Strapi, payer: { rowId: number; id: string }, filters: TransactionFilters, limit: number, cursor?: string): Promise<string> {
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
    `SELECT t.id AS row_id, t.created_at::text AS position, ${ROW_AS_JSON} AS json
     FROM transactions t WHERE ${conditions.join(' AND ')} ORDER BY t.created_at DESC, t.id DESC LIMIT $${values.length}`,
    values,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const nextCursor = last ? kernel(strapi).cursors.write(scope, [last.position, last.row_id]) : null;
  const page = rows.length > limit ? rows.slice(0, limit) : rows;
  return `{"data":[${page.map(({ json }) => json).join(',')}],"meta":{"nextCursor":${JSON.stringify(nextCursor)}}}`;
}
