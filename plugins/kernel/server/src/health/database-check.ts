import { Pool } from 'pg';

const TIMEOUT_MS = 2_000;
/** Balancers ask often and from several places; the database is asked once in this time. */
const CACHED_MS = 1_000;

export interface DatabaseCheck {
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Asks the database over a connection of its own: a pool that is busy with requests means load, not an outage, and a
 * balancer that then takes one server out only moves the load to the others.
 */
export function createDatabaseCheck(connection: object, onError: (error: unknown) => void): DatabaseCheck {
  const pool = new Pool({
    ...connection,
    application_name: 'mangrove health',
    max: 1,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    allowExitOnIdle: true,
  });
  // Without a listener, a connection that breaks while idle would end the process.
  pool.on('error', onError);
  let asked: { at: number; answer: Promise<boolean> } | undefined;

  const ask = () =>
    pool.query('SELECT 1').then(
      () => true,
      (error: unknown) => {
        onError(error);
        return false;
      },
    );
  return {
    isReachable() {
      const now = performance.now();
      if (!asked || now - asked.at >= CACHED_MS) asked = { at: now, answer: ask() };
      return asked.answer;
    },
    close: () => pool.end(),
  };
}
