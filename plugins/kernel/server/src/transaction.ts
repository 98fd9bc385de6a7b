import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Client } from 'pg';
import { columnTypes } from './column-types';

/** What a node-postgres connection offers and knex hides: prepared statements with `$1` placeholders. */
interface Connection {
  query(query: { name: string; text: string; values: readonly unknown[]; types: typeof columnTypes }): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

type KnexTransaction = Parameters<Parameters<Core.Strapi['db']['transaction']>[0]>[0]['trx'];

/** Runs SQL with `$1` placeholders as a prepared statement. `bigint` and `numeric` come as strings, `jsonb` as its value. */
export interface Sql {
  /** The rows that a statement returns. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** How many rows a statement changed. */
  execute(text: string, values?: readonly unknown[]): Promise<number>;
}

/** One open database transaction. Whatever takes a `Tx` becomes part of it, or of nothing. */
export interface Tx extends Sql {
  /** Strapi's knex handle of the same transaction, for query builders and libraries. */
  readonly trx: KnexTransaction;
  /** Runs `work` behind a savepoint: when it throws, only its own changes are undone and the transaction stays usable. */
  savepoint<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs after COMMIT, never after ROLLBACK. For waking a worker only: what must happen belongs into a job. */
  afterCommit(wake: () => void): void;
}

const statementNames = new Map<string, string>();

/** A prepared statement is known by its text, so that every connection prepares it once. */
function statementName(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('hex');
    statementNames.set(text, name);
  }
  return name;
}

const onConnection = (acquire: () => Promise<Connection>, release: (connection: Connection) => void): Sql => {
  const run = async (text: string, values: readonly unknown[] = []) => {
    const connection = await acquire();
    try {
      return await connection.query({ name: statementName(text), text, values, types: columnTypes });
    } finally {
      release(connection);
    }
  };
  return {
    query: async <Row>(text: string, values?: readonly unknown[]) => (await run(text, values)).rows as Row[],
    execute: async (text, values) => (await run(text, values)).rowCount ?? 0,
  };
};

/** Over one connection of one's own, as commands have it: the same statements, and the same types of what they return. */
export const sqlOn = (client: Client): Sql => onConnection(() => Promise.resolve(client), () => undefined);

interface PooledClient {
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): void;
}

/**
 * SQL outside any transaction, on a pooled connection. Never call it inside `transaction()`: it would take a second
 * connection, see nothing of the open transaction, and can starve the pool.
 */
export function sql(strapi: Core.Strapi): Sql {
  const client = strapi.db.connection.client as PooledClient;
  return onConnection(
    () => client.acquireConnection(),
    (connection) => client.releaseConnection(connection),
  );
}

function asTx(trx: KnexTransaction, afterCommit: (wake: () => void) => void): Tx {
  const client = trx.client as PooledClient;
  return {
    trx,
    afterCommit,
    ...onConnection(() => client.acquireConnection(), () => {}),
    savepoint: (work) => trx.transaction((inner: KnexTransaction) => work(asTx(inner, afterCommit))),
  };
}

/** 40001 serialization_failure, 40P01 deadlock_detected: PostgreSQL undid everything, so running again is safe. */
const isRetryable = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && (error.code === '40001' || error.code === '40P01');

const ATTEMPTS = 5;

/**
 * Runs `work` in one Strapi transaction; inside another one it joins it. The outermost is run again, up to five times,
 * after a serialization failure or a deadlock, so `work` must not do anything that a ROLLBACK does not undo.
 */
export async function transaction<T>(strapi: Core.Strapi, work: (tx: Tx) => Promise<T>): Promise<T> {
  const isOutermost = !strapi.db.inTransaction();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await strapi.db.transaction(({ trx, onCommit }) =>
        work(asTx(trx, (wake) => onCommit(() => guarded(strapi, wake)))),
      )) as T;
    } catch (error) {
      if (!isOutermost || !isRetryable(error) || attempt >= ATTEMPTS) throw error;
    }
  }
}

/** Strapi lets an exception of an after-commit callback reject the transaction that has already been committed. */
function guarded(strapi: Core.Strapi, wake: () => void) {
  try {
    wake();
  } catch (error) {
    strapi.log.error('A wake-up after COMMIT failed; the poll will find the work.', { error });
  }
}
