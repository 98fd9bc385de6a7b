import type { Core } from '@strapi/strapi';
import { kernel, sql, type Sql } from '#kernel';
import { nameActors } from './actors';

interface Row {
  row_id: number;
  id: string;
  kind: string;
  state: 'open' | 'credited' | 'returned' | 'dismissed';
  gateway: string;
  reference: string;
  amount_minor: string | null;
  currency: string | null;
  detail: string | null;
  note: string | null;
  resolved_by: string | null;
  resolved_at: Date | null;
  created_at: Date;
  payment_id: string | null;
  payment_state: string | null;
  payment_amount_minor: string | null;
  payment_currency: string | null;
  payer_id: string | null;
  payer_email: string | null;
}

const SELECT = `SELECT d.id AS row_id, d.document_id AS id, d.kind, d.state, d.gateway, d.reference, d.amount_minor, d.currency, d.detail, d.note,
    d.resolved_by, d.resolved_at, d.created_at, t.document_id AS payment_id, t.state AS payment_state, t.amount_minor AS payment_amount_minor,
    t.currency AS payment_currency, u.document_id AS payer_id, u.email AS payer_email
  FROM payment_discrepancies d LEFT JOIN transactions t ON t.id = d.transaction_id LEFT JOIN up_users u ON u.id = t.payer_id`;
const ORDER = 'ORDER BY d.created_at DESC, d.id DESC';

/**
 * One page of what does not fit, newest first.
 *
 * @throws CursorWrong when the cursor was made for another state.
 */
export async function listDiscrepancies(strapi: Core.Strapi, state: Row['state'] | undefined, limit: number, cursor?: string) {
  const scope = `staff:discrepancies:${state ?? ''}`;
  const values: unknown[] = [limit + 1];
  const conditions = ['true'];
  if (state !== undefined) conditions.push(`d.state = $${values.push(state)}`);
  if (cursor !== undefined) {
    const [createdAt, rowId] = kernel(strapi).cursors.read(scope, cursor);
    conditions.push(`(d.created_at, d.id) < ($${values.push(new Date(String(createdAt)))}, $${values.push(rowId)})`);
  }
  const rows = await sql(strapi).query<Row>(`${SELECT} WHERE ${conditions.join(' AND ')} ${ORDER} LIMIT $1`, values);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    data: await toOut(sql(strapi), rows.slice(0, limit)),
    meta: { nextCursor: last ? kernel(strapi).cursors.write(scope, [last.created_at.toISOString(), last.row_id]) : null },
  };
}

export async function discrepanciesOf(db: Sql, paymentRowId: number) {
  return toOut(db, await db.query<Row>(`${SELECT} WHERE d.transaction_id = $1 ${ORDER}`, [paymentRowId]));
}

export async function findDiscrepancy(db: Sql, id: string) {
  const [found] = await toOut(db, await db.query<Row>(`${SELECT} WHERE d.document_id = $1`, [id]));
  return found;
}

async function toOut(db: Sql, rows: Row[]) {
  const name = await nameActors(db, rows.flatMap(({ resolved_by }) => (resolved_by === null ? [] : [resolved_by])));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state,
    gateway: row.gateway,
    reference: row.reference,
    amountMinor: row.amount_minor,
    currency: row.currency,
    detail: row.detail,
    payment: paymentOf(row),
    note: row.note,
    resolvedBy: row.resolved_by === null ? null : name(row.resolved_by),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }));
}

function paymentOf({ payment_id, payment_state, payment_amount_minor, payment_currency, payer_id, payer_email }: Row) {
  if (payment_id === null || payment_state === null || payment_amount_minor === null || payment_currency === null || payer_id === null || payer_email === null) return null;
  return { id: payment_id, state: payment_state, amountMinor: payment_amount_minor, currency: payment_currency, payer: { id: payer_id, email: payer_email } };
}
