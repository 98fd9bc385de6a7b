import type { Core } from '@strapi/strapi';
import { kernel, sql, type Sql } from '#kernel';

interface Row {
  row_id: string;
  id: string;
  email: string;
  currency: string;
  held_minor: string;
  balance_minor: string;
  ceiling_minor: string | null;
}

const SELECT = `SELECT h.id AS row_id, u.document_id AS id, u.email, h.currency, h.balance_minor AS held_minor, coalesce(w.balance_minor, 0) AS balance_minor,
    w.ceiling_minor
  FROM ledger_accounts h JOIN up_users u ON u.document_id = h.owner
  LEFT JOIN ledger_accounts w ON w.code = 'wallet:' || h.owner || ':' || h.currency`;

const toOut = (row: Row) => ({
  person: { id: row.id, email: row.email },
  currency: row.currency,
  heldMinor: row.held_minor,
  balanceMinor: row.balance_minor,
  ceilingMinor: row.ceiling_minor,
});

/**
 * One page of whose money is held, the latest first to whom it ever happened. For staff.
 *
 * @throws CursorWrong
 */
export async function listHeld(strapi: Core.Strapi, limit: number, cursor?: string) {
  const scope = 'staff:held';
  const [before] = cursor === undefined ? [] : kernel(strapi).cursors.read(scope, cursor);
  const rows = await sql(strapi).query<Row>(
    `${SELECT} WHERE h.kind = 'held' AND h.balance_minor > 0 AND ($2::bigint IS NULL OR h.id < $2) ORDER BY h.id DESC LIMIT $1`,
    [limit + 1, before ?? null],
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    data: rows.slice(0, limit).map(toOut),
    meta: { nextCursor: last ? kernel(strapi).cursors.write(scope, [last.row_id]) : null },
  };
}

/** What is held of one person in one currency; `undefined` where nothing ever was. */
export async function findHeld(db: Sql, personId: string, currency: string) {
  const [row] = await db.query<Row>(`${SELECT} WHERE h.code = 'held:' || $1 || ':' || $2`, [personId, currency]);
  return row && toOut(row);
}
