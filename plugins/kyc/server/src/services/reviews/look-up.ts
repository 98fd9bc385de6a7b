import type { Core } from '@strapi/strapi';
import { transaction, type Tx } from '#kernel';
import { SearchTooBroad } from '../../review-errors';

/** One person's search must not keep the database from everybody's applications. */
const TIMEOUT_MS = 2_000;
/** query_canceled: what PostgreSQL says when the time is up. */
const isTooSlow = (error: unknown) => typeof error === 'object' && error !== null && 'code' in error && error.code === '57014';

interface Bounds {
  timeoutMs?: number;
  /** All of it sees one moment, and many rows may be read: no index is forced. */
  isSnapshot?: boolean;
}

/**
 * A transaction in which looking something up has an end, and goes along indexes alone: PostgreSQL keeps the plan that it made while a table was almost empty,
 * and would go on reading the whole table until its statistics are renewed.
 *
 * @throws SearchTooBroad
 */
export async function lookUp<T>(strapi: Core.Strapi, work: (tx: Tx) => Promise<T>, { timeoutMs = TIMEOUT_MS, isSnapshot = false }: Bounds = {}): Promise<T> {
  try {
    return await transaction(strapi, async (tx) => {
      if (isSnapshot) await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const way = isSnapshot ? '' : `, set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true)`;
      await tx.query(`SELECT set_config('statement_timeout', $1, true)${way}`, [String(timeoutMs)]);
      return work(tx);
    });
  } catch (error) {
    if (isTooSlow(error)) throw new SearchTooBroad();
    throw error;
  }
}
