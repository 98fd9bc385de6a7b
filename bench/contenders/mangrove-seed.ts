import type pg from 'pg';
import { seedPending, seedRows } from '../seed.ts';
import { addOwners, NUMBERED_OWNERS } from './owners.ts';

const insertTransactions = (select: string) => `
  WITH seed AS (${select}), ${NUMBERED_OWNERS}
  INSERT INTO transactions (document_id, payer_id, kind, reference, state, amount_minor, currency, gateway, description, created_at, updated_at, published_at)
  SELECT seed.id, owners.id, kind, reference, state, amount_minor, currency, gateway, description,
    created_at AT TIME ZONE 'UTC', updated_at AT TIME ZONE 'UTC', created_at AT TIME ZONE 'UTC'
  FROM seed JOIN owners ON owners.number = seed.owner ORDER BY i`;

/** Fills the table in the way of a restore: without triggers, and with indexes built afterwards, all of them as they were. */
export async function seedMangrove(pool: pg.Pool, rows: number): Promise<void> {
  await addOwners(pool, 'usr_');
  await inBulk(pool, async (client) => {
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
       WHERE indrelid = 'transactions'::regclass AND NOT indisunique`,
    );
    for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
    await client.query(insertTransactions(seedRows(rows)));
    for (const { definition } of indexes) await client.query(definition);
  });
  await pool.query('VACUUM ANALYZE');
}

/** Payments whose payers have been sent to the checkout: what the gateway's webhook is about. */
export async function addMangrovePending(pool: pg.Pool, first: number, count: number): Promise<void> {
  await inBulk(pool, async (client) => {
    await client.query(insertTransactions(seedPending(first, count)));
    await client.query(
      `WITH seed AS (${seedPending(first, count)})
       INSERT INTO payment_attempts (reference, transaction_id, number, gateway, state, checkout_url, check_at, started_at, called_at)
       SELECT seed.reference, t.id, 1, seed.gateway, 'open', 'http://127.0.0.1/checkout', now() + interval '1 hour', seed.created_at, seed.created_at
       FROM seed JOIN transactions t ON t.document_id = seed.id`,
    );
  });
}

async function inBulk(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await work(client);
    await client.query('COMMIT');
  } finally {
    // Closes the connection: nothing of these settings outlives the work, and a failure is rolled back.
    client.release(true);
  }
}
