import type pg from 'pg';
import type { Outbox } from './outbox.ts';
import type { Verified } from './paystack.ts';

export interface Work {
  id: string;
  event: string;
  reference: string | null;
}

export interface Settlement {
  add(work: Work): void;
  /** Takes up what a process that died has left behind. */
  resume(): Promise<void>;
}

interface Payment {
  id: string;
  user_id: string;
  state: string;
  amount_minor: string;
  currency: string;
}

const CONCURRENCY = 16;
const RETRY_MS = 5_000;

/** Turns stored webhooks into money, at most sixteen at a time. */
export function createSettlement(pool: pg.Pool, verify: (reference: string) => Promise<Verified>, outbox: Outbox): Settlement {
  const waiting: Work[] = [];
  let running = 0;

  const next = () => {
    while (running < CONCURRENCY) {
      const work = waiting.shift();
      if (!work) return;
      running += 1;
      void settle(work).finally(() => {
        running -= 1;
        next();
      });
    }
  };

  async function settle(work: Work): Promise<void> {
    try {
      const verified = work.event === 'charge.success' && work.reference ? await verify(work.reference) : undefined;
      if (verified?.status === 'success') await post(pool, work, verified);
      else await close(pool, work.id, 'ignored');
      outbox.wake();
    } catch (error) {
      console.error(`Webhook ${work.id} could not be settled; trying again.`, error);
      setTimeout(() => add(work), RETRY_MS).unref();
    }
  }

  const add = (work: Work) => {
    waiting.push(work);
    next();
  };

  return {
    add,
    async resume() {
      const { rows } = await pool.query<Work>(`SELECT id, event, reference FROM webhooks WHERE state = 'received' ORDER BY id`);
      rows.forEach(add);
    },
  };
}

/** State, ledger, wallet, event and webhook: one transaction, under the lock of the payment's row. */
async function post(pool: pg.Pool, work: Work, verified: Verified): Promise<void> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    const payment = (
      await client.query<Payment>({
        name: 'lock-payment',
        text: 'SELECT id, user_id, state, amount_minor, currency FROM transactions WHERE reference = $1 FOR UPDATE',
        values: [work.reference],
      })
    ).rows[0];
    const isPosted = payment !== undefined && fits(payment, verified) && (await move(client, payment));
    await close(client, work.id, isPosted ? 'processed' : 'ignored');
    await client.query('COMMIT');
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw failure;
  } finally {
    // Releasing with an error closes the connection, and PostgreSQL rolls back.
    client.release(failure);
  }
}

const fits = (payment: Payment, { amount, requested_amount, currency }: Verified) =>
  currency === payment.currency && BigInt(requested_amount ?? amount) === BigInt(payment.amount_minor) && amount >= (requested_amount ?? amount);

async function move(client: pg.PoolClient, { id, user_id, amount_minor, currency }: Payment): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'succeed-payment',
    text: `UPDATE transactions SET state = 'succeeded', updated_at = now() WHERE id = $1 AND state IN ('pending', 'failed', 'abandoned')`,
    values: [id],
  });
  if (rowCount !== 1) return false;
  await client.query({
    name: 'post-entries',
    text: `INSERT INTO ledger_entries (transaction_id, account, currency, amount_minor)
           VALUES ($1, 'gateway:paystack', $2, -$3::bigint), ($1, $4, $2, $3::bigint)`,
    values: [id, currency, amount_minor, `wallet:${user_id}`],
  });
  await client.query({
    name: 'credit-wallet',
    text: `INSERT INTO wallets (user_id, currency, balance_minor) VALUES ($1, $2, $3)
           ON CONFLICT (user_id, currency) DO UPDATE SET balance_minor = wallets.balance_minor + EXCLUDED.balance_minor`,
    values: [user_id, currency, amount_minor],
  });
  await client.query({
    name: 'append-event',
    text: `WITH stored AS (INSERT INTO events (type, aggregate_id, payload) VALUES ('payment.succeeded', $1, $2) RETURNING seq)
           INSERT INTO outbox SELECT seq FROM stored`,
    values: [id, { paymentId: id, amountMinor: amount_minor, currency }],
  });
  return true;
}

async function close(on: pg.Pool | pg.PoolClient, webhookId: string, state: 'processed' | 'ignored'): Promise<void> {
  await on.query({ name: 'close-webhook', text: 'UPDATE webhooks SET state = $2 WHERE id = $1', values: [webhookId, state] });
}
