import type { Core } from '@strapi/strapi';
import { clock, sql, transaction, type Sql, type Tx } from '#kernel';
import { goodUntil, type PaymentLimits } from '../../domain/limits';
import { AS_WRITER } from '../payments';
import { limitPolicy } from './policy';

/** Whose limits, and in which currency. */
export interface Purse {
  payerId: string;
  currency: string;
}

/**
 * Asks the policy for somebody's limits and writes them down where PostgreSQL looks, so that they hold for this
 * transaction and, until they are asked for again, for money that comes later. From here to the end of the transaction
 * nobody else asks for them or begins a payment of this person and currency: an answer cannot be overwritten by an older one.
 *
 * @returns the limits; `undefined` where there is no policy.
 */
export async function askLimits(strapi: Core.Strapi, tx: Tx, { payerId, currency }: Purse): Promise<PaymentLimits | undefined> {
  const policy = limitPolicy(strapi).current();
  if (!policy) return undefined;
  const now = clock.now();
  if (!(await lock(tx, payerId, currency))) {
    await tx.query(
      `INSERT INTO payment_limits (payer, currency, asked_at, good_until) SELECT $1, $2, $3, $3 FROM ${AS_WRITER} ON CONFLICT (payer, currency) DO NOTHING`,
      [payerId, currency, now],
    );
    await lock(tx, payerId, currency);
  }
  const limits = await policy.limitsOf(tx, payerId, currency, now);
  const minor = (amount: bigint | null) => amount?.toString() ?? null;
  await tx.query('SELECT payments_set_limits($1, $2, $3, $4, $5, $6, $7)', [
    payerId, currency, minor(limits.perTransactionMinor), minor(limits.perDayMinor), minor(limits.balanceMinor), now, goodUntil(limits, now),
  ]);
  return limits;
}

const lock = async (tx: Tx, payerId: string, currency: string): Promise<boolean> =>
  (await tx.query(`SELECT 1 FROM payment_limits l CROSS JOIN ${AS_WRITER} WHERE l.payer = $1 AND l.currency = $2 FOR NO KEY UPDATE OF l`, [payerId, currency])).length > 0;

/**
 * Before money comes in: sees to it that the wallets know their ceilings. Nearly always they do, and this is one look at
 * all of them; who was not asked about for too long is asked about now.
 */
export async function freshenLimits(strapi: Core.Strapi, purses: readonly Purse[]): Promise<void> {
  if (!limitPolicy(strapi).current()) return;
  for (const stale of await staleOf(sql(strapi), purses)) await transaction(strapi, (tx) => askLimits(strapi, tx, stale));
}

/** In the order in which all lock them. */
const staleOf = async (db: Sql, purses: readonly Purse[]): Promise<Purse[]> =>
  db.query<Purse>(
    `SELECT DISTINCT p.payer_id AS "payerId", p.currency FROM unnest($1::text[], $2::text[]) p (payer_id, currency)
      WHERE NOT EXISTS (SELECT 1 FROM payment_limits l WHERE l.payer = p.payer_id AND l.currency = p.currency AND l.good_until > $3)
      ORDER BY 1, 2`,
    [purses.map(({ payerId }) => payerId), purses.map(({ currency }) => currency), clock.now()],
  );
