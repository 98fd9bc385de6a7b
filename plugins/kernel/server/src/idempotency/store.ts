import { index, table, type Guard } from '../database/guards';
import type { Sql } from '../transaction';

/** How long an answer is kept and replayed. Published in the API description. */
export const IDEMPOTENCY_TTL_HOURS = 24;
/** After this time a request that never ended is taken for dead, and a repeat may run. */
const LEASE_SECONDS = 60;

export const idempotencyGuards: Guard[] = [
  table(
    'idempotency_keys',
    `scope text NOT NULL,
     key text NOT NULL,
     fingerprint bytea NOT NULL,
     attempt int NOT NULL DEFAULT 1,
     leased_until timestamptz,
     status int,
     body text,
     expires_at timestamptz NOT NULL,
     PRIMARY KEY (scope, key)`,
  ),
  index('idempotency_keys_expiry', 'idempotency_keys (expires_at)'),
];

export interface StoredAnswer {
  status: number;
  body: string | null;
}

export type Claim =
  | { kind: 'mine'; attempt: number }
  | { kind: 'replay'; answer: StoredAnswer }
  | { kind: 'in-flight' }
  | { kind: 'other-request' };

interface Row {
  attempt: number;
  is_same: boolean;
  status: number | null;
  body: string | null;
}

/**
 * Takes the key for this request in one statement: a new key, an expired one, or one whose holder died becomes ours;
 * any other tells what became of its first use.
 */
export async function claimKey(sql: Sql, scope: string, key: string, fingerprint: Buffer): Promise<Claim> {
  const [taken] = await sql.query<{ attempt: number }>(
    `INSERT INTO idempotency_keys AS k (scope, key, fingerprint, leased_until, expires_at)
     VALUES ($1, $2, $3, now() + make_interval(secs => ${LEASE_SECONDS}), now() + make_interval(hours => ${IDEMPOTENCY_TTL_HOURS}))
     ON CONFLICT (scope, key) DO UPDATE
       SET attempt = k.attempt + 1, fingerprint = EXCLUDED.fingerprint, leased_until = EXCLUDED.leased_until,
           status = NULL, body = NULL, expires_at = EXCLUDED.expires_at
       WHERE k.expires_at <= now() OR (k.status IS NULL AND k.leased_until <= now() AND k.fingerprint = EXCLUDED.fingerprint)
     RETURNING attempt`,
    [scope, key, fingerprint],
  );
  if (taken) return { kind: 'mine', attempt: taken.attempt };
  const [row] = await sql.query<Row>(
    'SELECT attempt, fingerprint = $3 AS is_same, status, body FROM idempotency_keys WHERE scope = $1 AND key = $2',
    [scope, key, fingerprint],
  );
  if (!row) return { kind: 'in-flight' };
  if (!row.is_same) return { kind: 'other-request' };
  return row.status === null ? { kind: 'in-flight' } : { kind: 'replay', answer: { status: row.status, body: row.body } };
}

/** Keeps the answer. `attempt` fences: who was taken for dead cannot overwrite the answer of its successor. */
export const keepAnswer = (sql: Sql, scope: string, key: string, attempt: number, answer: StoredAnswer): Promise<number> =>
  sql.execute(
    `UPDATE idempotency_keys SET status = $4, body = $5, leased_until = NULL
     WHERE scope = $1 AND key = $2 AND attempt = $3 AND status IS NULL`,
    [scope, key, attempt, answer.status, answer.body],
  );

/** Gives the key back after a failure of ours, so that a repeat runs. */
export const releaseKey = (sql: Sql, scope: string, key: string, attempt: number): Promise<number> =>
  sql.execute('DELETE FROM idempotency_keys WHERE scope = $1 AND key = $2 AND attempt = $3 AND status IS NULL', [scope, key, attempt]);

export const purgeExpiredKeys = (sql: Sql): Promise<number> =>
  sql.execute('DELETE FROM idempotency_keys WHERE expires_at <= now()');
