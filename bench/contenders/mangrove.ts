import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '../cluster.ts';
import { freePort } from '../ports.ts';
import { WEBHOOK_AMOUNT_MINOR } from '../seed.ts';
import { startServer, type ServerProcess } from '../server-process.ts';
import { mustBe, type Ground, type WebhookContender } from './contender.ts';
import { addMangrovePending, seedMangrove } from './mangrove-seed.ts';
import { register } from './sign-in.ts';
import { strapiSecrets } from './strapi-start.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the image runs, behind `node`. */
function imageArguments(): string[] {
  const command = /^CMD \["node", (.+)\]$/m.exec(readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8'))?.[1];
  if (!command) throw new Error('The Dockerfile has no command that can be measured.');
  return JSON.parse(`[${command}]`) as string[];
}

export interface MangroveContender extends WebhookContender {
  /** Access token of the user who owns one row in a hundred. */
  onePercentToken: string;
}

/** Starts the built server in production mode; `env` is what a measure sets beside the usual. */
export async function launchMangrove({ folder, paystackBaseUrl }: Omit<Ground, 'rows'>, database: Database, nodeArgs: string[] = [], env: Record<string, string> = {}): Promise<{ server: ServerProcess; paystackSecretKey: string }> {
  const port = await freePort();
  const paystackSecretKey = `sk_test_${randomBytes(20).toString('hex')}`;
  const server = await startServer({
    name: 'Mangrove',
    args: [...nodeArgs, ...imageArguments()],
    cwd: ROOT,
    port,
    env: {
      ...strapiSecrets(),
      DATABASE_URL: database.url,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DATA_MASTER_KEY: randomBytes(32).toString('base64'),
      AUDIT_KEY: randomBytes(32).toString('base64'),
      // Must be there; nothing is sent.
      KYC_MALWARE_SCAN: 'off',
      PASSWORD_RESET_URL: 'https://app.example.com/reset-password',
      SMTP_HOST: '127.0.0.1',
      MAIL_FROM: 'Mangrove <no-reply@example.com>',
      PAYSTACK_SECRET_KEY: paystackSecretKey,
      PAYSTACK_BASE_URL: paystackBaseUrl,
      // Its payers are paid thousands of times; the peers limit nobody.
      KYC_LIMITS: 'false',
      ...env,
    },
    readyPath: '/_health',
    logFile: path.join(folder, `${database.name}.log`),
  });
  return { server, paystackSecretKey };
}

/** Starts it on a seeded database. */
export async function startMangrove({ rows, ...ground }: Ground, database: Database, nodeArgs: string[] = []): Promise<MangroveContender> {
  const { pool } = database;
  const { server, paystackSecretKey } = await launchMangrove(ground, database, nodeArgs);
  const token = await register(server.url, 'measured');
  const onePercentToken = await register(server.url, 'measured-too');
  await seedMangrove(pool, rows);
  return {
    name: 'Mangrove',
    server,
    token,
    onePercentToken,
    listPath: '/api/transactions?limit=25',
    paystackSecretKey,
    addPending: (first, count) => addMangrovePending(pool, first, count),
    tidy: async () => void (await pool.query('VACUUM ANALYZE')),
    async isIdle() {
      const { rows: found } = await pool.query<{ idle: boolean }>(
        `SELECT NOT EXISTS (SELECT FROM inbox_deliveries WHERE settled_at IS NULL) AND NOT EXISTS (SELECT FROM event_outbox) AS idle`,
      );
      return found[0]?.idle === true;
    },
    async checkBooks(count) {
      const { rows: found } = await pool.query<Record<string, string>>(
        `SELECT (SELECT count(*) FROM inbox_deliveries WHERE state = 'processed') AS webhooks,
           (SELECT count(*) FROM transactions WHERE reference LIKE 'bench-%' AND state = 'succeeded') AS payments,
           (SELECT count(*) FROM ledger_entries) AS entries,
           (SELECT sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END) FROM ledger_entries) AS ledger,
           (SELECT sum(balance_minor) FROM ledger_accounts WHERE kind = 'wallet') AS wallets,
           (SELECT count(*) FROM domain_events WHERE type = 'payment.succeeded') AS events`,
      );
      mustBe('Mangrove', { webhooks: count, payments: count, entries: 2 * count, ledger: 0, wallets: count * WEBHOOK_AMOUNT_MINOR, events: count }, found[0] ?? {});
    },
  };
}
