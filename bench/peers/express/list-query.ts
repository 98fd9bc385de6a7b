/** What a caller asked for, checked. */
export interface ListQuery {
  limit: number;
  after: { createdAt: Date; id: string } | undefined;
  state: string | undefined;
  kind: string | undefined;
  currency: string | undefined;
  from: Date | undefined;
  to: Date | undefined;
}

/** Its message may be shown to the caller. */
export class BadQuery extends Error {}

const STATES = new Set(['created', 'pending', 'succeeded', 'failed', 'abandoned']);
const KINDS = new Set(['payment', 'refund', 'payout']);

/** @throws BadQuery for anything that is not as published. */
export function readListQuery(query: Record<string, unknown>): ListQuery {
  return {
    limit: limitOf(query.limit),
    after: cursorOf(query.cursor),
    state: oneOf('state', query.state, (text) => STATES.has(text)),
    kind: oneOf('kind', query.kind, (text) => KINDS.has(text)),
    currency: oneOf('currency', query.currency, (text) => /^[A-Z]{3}$/.test(text)),
    from: dateOf('from', query.from),
    to: dateOf('to', query.to),
  };
}

export const cursorAt = (row: { id: string; createdAt: Date }): string =>
  Buffer.from(`${row.createdAt.getTime()} ${row.id}`).toString('base64url');

function limitOf(value: unknown): number {
  if (value === undefined) return 25;
  if (typeof value !== 'string' || !/^\d{1,3}$/.test(value)) throw new BadQuery('limit is a number from 1 to 100.');
  const limit = Number(value);
  if (limit < 1 || limit > 100) throw new BadQuery('limit is a number from 1 to 100.');
  return limit;
}

function cursorOf(value: unknown): ListQuery['after'] {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw new BadQuery('cursor is the nextCursor of the page before.');
  const match = /^(\d{1,15}) (\w{1,64})$/.exec(Buffer.from(value, 'base64url').toString());
  if (!match?.[1] || !match[2]) throw new BadQuery('cursor is the nextCursor of the page before.');
  return { createdAt: new Date(Number(match[1])), id: match[2] };
}

function oneOf(name: string, value: unknown, isAllowed: (text: string) => boolean): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !isAllowed(value)) throw new BadQuery(`${name} has no such value.`);
  return value;
}

function dateOf(name: string, value: unknown): Date | undefined {
  if (value === undefined) return undefined;
  const date = typeof value === 'string' ? new Date(value) : new Date(Number.NaN);
  if (Number.isNaN(date.getTime())) throw new BadQuery(`${name} is an ISO 8601 time.`);
  return date;
}
