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

export interface Page<Row> {
  data: Row[];
  meta: { nextCursor: string | null };
}

interface Row {
  row_id: number;
  id: string;
  kind: 'payment' | 'refund' | 'payout';
  state: string;
  reference: string;
  amount_minor: string;
  currency: string;
  gateway: string;
  description: string | null;
  created_at: Date;
  updated_at: Date;
}

/**
 * One page of a payer's transactions, newest first. The position is (creation, row), so a page costs the same
 * anywhere in the list and nothing is skipped or shown twice while new ones arrive.
 *
 * @throws CursorWrong when the cursor was made for somebody else or for other filters.
 */
export async function listOwnTransactions(strapi: Core.Strapi, payer: { rowId: number; id: string }, filters: TransactionFilters, limit: number, cursor?: string) {
  const scope = `transactions:${payer.id}:${JSON.stringify([filters.state, filters.kind, filters.currency, filters.from, filters.to])}`;
  const values: unknown[] = [payer.rowId];
  const conditions = ['payer_id = $1'];
  const where = (condition: (placeholder: string) => string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  where((p) => `state = ${p}`, filters.state);
  where((p) => `kind = ${p}`, filters.kind);
  where((p) => `currency = ${p}`, filters.currency);
  where((p) => `created_at >= ${p}`, filters.from);
  where((p) => `created_at < ${p}`, filters.to);
  if (cursor !== undefined) {
    const [createdAt, rowId] = kernel(strapi).cursors.read(scope, cursor);
    values.push(new Date(String(createdAt)), rowId);
    conditions.push(`(created_at, id) < ($${values.length - 1}, $${values.length})`);
  }
  values.push(limit + 1);
  const rows = await sql(strapi).query<Row>(
    `SELECT id AS row_id, document_id AS id, kind, state, reference, amount_minor, currency, gateway, description, created_at, updated_at
     FROM transactions WHERE ${conditions.join(' AND ')} ORDER BY created_at DESC, id DESC LIMIT $${values.length}`,
    values,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    data: rows.slice(0, limit).map(toOut),
    meta: { nextCursor: last ? kernel(strapi).cursors.write(scope, [last.created_at.toISOString(), last.row_id]) : null },
  };
}

const toOut = (row: Row) => ({
  id: row.id,
  kind: row.kind,
  reference: row.reference,
  state: row.state,
  amountMinor: row.amount_minor,
  currency: row.currency,
  gateway: row.gateway,
  description: row.description,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});
