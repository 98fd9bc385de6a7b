import type { Request, Response } from 'express';
import type pg from 'pg';
import type { User } from './authentication.ts';
import { BadQuery, cursorAt, readListQuery, type ListQuery } from './list-query.ts';

interface Row {
  id: string;
  kind: string;
  reference: string;
  state: string;
  amountMinor: string;
  currency: string;
  gateway: string;
  description: string | null;
  createdAt: Date;
  updatedAt: Date;
}

const COLUMNS = `id, kind, reference, state, amount_minor AS "amountMinor", currency, gateway, description,
  created_at AS "createdAt", updated_at AS "updatedAt"`;

/** `GET /api/transactions`: the caller's own, newest first, one page. */
export const listTransactions = (pool: pg.Pool) => async (req: Request, res: Response): Promise<void> => {
  const { id: userId } = res.locals.user as User;
  const query = parsed(req);
  if (typeof query === 'string') {
    res.status(400).json({ data: null, error: { status: 400, message: query } });
    return;
  }
  const { rows } = await pool.query<Row>(statementFor(userId, query));
  const hasMore = rows.length > query.limit;
  if (hasMore) rows.pop();
  const last = rows.at(-1);
  res.json({ data: rows, meta: { nextCursor: hasMore && last ? cursorAt(last) : null } });
};

function parsed(req: Request): ListQuery | string {
  try {
    return readListQuery(req.query);
  } catch (error) {
    if (error instanceof BadQuery) return error.message;
    throw error;
  }
}

/** One prepared statement for each set of filters that is used; one row more than asked for tells whether a page follows. */
function statementFor(userId: string, { limit, after, ...filters }: ListQuery): pg.QueryConfig {
  const values: unknown[] = [userId, limit + 1];
  const conditions = ['user_id = $1'];
  let name = 'list';
  const add = (label: string, condition: (placeholder: string) => string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
    name += `-${label}`;
  };
  add('state', (p) => `state = ${p}`, filters.state);
  add('kind', (p) => `kind = ${p}`, filters.kind);
  add('currency', (p) => `currency = ${p}`, filters.currency);
  add('from', (p) => `created_at >= ${p}`, filters.from);
  add('to', (p) => `created_at < ${p}`, filters.to);
  if (after) {
    values.push(after.createdAt, after.id);
    conditions.push(`(created_at, id) < ($${values.length - 1}, $${values.length})`);
    name += '-after';
  }
  const text = `SELECT ${COLUMNS} FROM transactions WHERE ${conditions.join(' AND ')} ORDER BY created_at DESC, id DESC LIMIT $2`;
  return { name, text, values };
}
