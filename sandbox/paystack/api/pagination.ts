import { z } from 'zod';
import { invalidParams } from '../errors.ts';
import { queryBoolean, queryInteger } from './parse.ts';

/** Paystack pages in two ways: by number, and by cursor where `use_cursor=true`. */

const size = queryInteger.pipe(z.number().min(1).max(1000));

export const paginationQuery = {
  use_cursor: queryBoolean.optional(),
  next: z.string().optional(),
  previous: z.string().optional(),
  page: queryInteger.pipe(z.number().min(1)).optional(),
  // The specification spells it one way on some lists and the other way on others; both work.
  per_page: size.optional(),
  perPage: size.optional(),
};

export type PaginationQuery = z.output<z.ZodObject<typeof paginationQuery>>;

const DEFAULT_SIZE = 50;
export const pageSizeOf = (query: PaginationQuery) => query.per_page ?? query.perPage ?? DEFAULT_SIZE;

export interface Page<T> {
  readonly rows: readonly T[];
  readonly meta: Record<string, unknown>;
}

/** `rows` are all rows, newest first. `next` and `previous` are opaque; they name the row at the page's edge. */
export function paginateByCursor<T extends { readonly id: number }>(name: string, rows: readonly T[], query: PaginationQuery): Page<T> {
  const size = pageSizeOf(query);
  const start = startOf(name, rows, query, size);
  const shown = rows.slice(start, start + size);
  const first = shown[0];
  const last = shown.at(-1);
  return {
    rows: shown,
    meta: {
      next: last && start + size < rows.length ? encodeCursor(name, last.id) : null,
      previous: first && start > 0 ? encodeCursor(name, first.id) : null,
      perPage: size,
    },
  };
}

function startOf(name: string, rows: readonly { readonly id: number }[], query: PaginationQuery, size: number): number {
  if (query.next !== undefined) {
    const after = decodeCursor(name, query.next);
    const index = rows.findIndex((row) => row.id < after);
    return index === -1 ? rows.length : index;
  }
  if (query.previous === undefined) return 0;
  const before = decodeCursor(name, query.previous);
  const index = rows.findIndex((row) => row.id <= before);
  return Math.max(0, (index === -1 ? rows.length : index) - size);
}

export function paginateByNumber<T>(rows: readonly T[], query: PaginationQuery): Page<T> {
  const size = pageSizeOf(query);
  const page = query.page ?? 1;
  const skipped = (page - 1) * size;
  return {
    rows: rows.slice(skipped, skipped + size),
    meta: { total: rows.length, skipped, perPage: size, page, pageCount: Math.ceil(rows.length / size) },
  };
}

const encodeCursor = (name: string, id: number) => Buffer.from(`${name}:${id}`).toString('base64');

function decodeCursor(name: string, cursor: string): number {
  const [prefix, id] = Buffer.from(cursor, 'base64').toString('utf8').split(':');
  if (prefix !== name || !/^\d+$/.test(id ?? '')) throw invalidParams('The cursor is not one that this list has given');
  return Number(id);
}
