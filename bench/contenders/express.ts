import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import jwt from 'jsonwebtoken';
import type { Database } from '../cluster.ts';
import { freePort } from '../ports.ts';
import { HUNDRED_ROWS_OWNER, OWNERS, seedPending, seedRows, WEBHOOK_AMOUNT_MINOR } from '../seed.ts';
import { startServer } from '../server-process.ts';
import { mustBe, type Ground, type WebhookContender } from './contender.ts';

const PEER = fileURLToPath(new URL('../peers/express/', import.meta.url));
const SESSION = 'session-of-the-measured-user';

const insertTransactions = (select: string) => `
  INSERT INTO transactions (id, user_id, kind, reference, state, amount_minor, currency, gateway, description, created_at, updated_at)
  SELECT id, owner, kind, reference, state, amount_minor, currency, gateway, description, created_at, updated_at FROM (${select}) AS seed`;

/** Starts the hand-written peer on a seeded database. */
export async function startExpress({ folder, paystackBaseUrl, rows }: Ground, database: Database): Promise<WebhookContender> {
  const { pool } = database;
  await pool.query(await readFile(path.join(PEER, 'schema.sql'), 'utf8'));
  await pool.query(`INSERT INTO users (email) SELECT 'user-' || i || '@example.com' FROM generate_series(1, ${OWNERS}) AS i ORDER BY i`);
  await pool.query('INSERT INTO sessions (id, user_id) VALUES ($1, $2)', [SESSION, HUNDRED_ROWS_OWNER]);
  await pool.query(insertTransactions(seedRows(rows)));
  await pool.query('VACUUM ANALYZE');

  const jwtSecret = randomBytes(32).toString('hex');
  const paystackSecretKey = `sk_test_${randomBytes(20).toString('hex')}`;
  const server = await startServer({
    name: 'Express',
    args: ['main.ts'],
    cwd: PEER,
    port: await freePort(),
    env: {
      DATABASE_URL: database.url,
      JWT_SECRET: jwtSecret,
      PAYSTACK_SECRET_KEY: paystackSecretKey,
      PAYSTACK_BASE_URL: paystackBaseUrl,
      DATA_MASTER_KEY: randomBytes(32).toString('base64'),
    },
    readyPath: '/health',
    logFile: path.join(folder, 'express.log'),
  });
  return {
    name: 'Express',
    server,
    token: jwt.sign({ sid: SESSION }, jwtSecret, { algorithm: 'HS256', expiresIn: '1d' }),
    listPath: '/api/transactions?limit=25',
    paystackSecretKey,
    addPending: async (first, count) => void (await pool.query(insertTransactions(seedPending(first, count)))),
    tidy: async () => void (await pool.query('VACUUM ANALYZE')),
    async isIdle() {
      const { rows: found } = await pool.query<{ idle: boolean }>(
        `SELECT NOT EXISTS (SELECT FROM webhooks WHERE state = 'received') AND NOT EXISTS (SELECT FROM outbox) AS idle`,
      );
      return found[0]?.idle === true;
    },
    async checkBooks(count) {
      const { rows: found } = await pool.query<Record<string, string>>(
        `SELECT (SELECT count(*) FROM webhooks WHERE state = 'processed') AS webhooks,
           (SELECT count(*) FROM transactions WHERE reference LIKE 'bench-%' AND state = 'succeeded') AS payments,
           (SELECT count(*) FROM ledger_entries) AS entries,
           (SELECT sum(amount_minor) FROM ledger_entries) AS ledger,
           (SELECT sum(balance_minor) FROM wallets) AS wallets,
           (SELECT count(*) FROM events) AS events`,
      );
      mustBe('Express', { webhooks: count, payments: count, entries: 2 * count, ledger: 0, wallets: count * WEBHOOK_AMOUNT_MINOR, events: count }, found[0] ?? {});
    },
  };
}
