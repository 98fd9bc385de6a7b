const has = <K extends string>(error: unknown, key: K): error is Record<K, unknown> =>
  typeof error === 'object' && error !== null && key in error;

/**
 * Whether an error says that the database is gone, starting, stopping, or has no connection left (SQLSTATE classes 08, 53
 * and 57P, broken sockets, an exhausted pool), so that the same statement would fail again now, and may succeed later.
 * What it did is unknown when it happened at COMMIT.
 */
export function isOutage(error: unknown): boolean {
  if (has(error, 'name') && error.name === 'KnexTimeoutError') return true;
  if (has(error, 'code') && typeof error.code === 'string') return /^(08...|53...|57P..|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(error.code);
  // node-postgres gives a connection that ended in the middle of a query no code.
  return error instanceof Error && error.message.startsWith('Connection terminated');
}
