import { parseArgs } from 'node:util';
import { freePort } from '../../scripts/postgres/free-port.ts';
import { ensureBuilt } from '../../scripts/setup/build.mjs';
import { startDatabase } from './database.ts';
import { proveAudit, proveWebhooksKept, proveWebhooksTaken } from './evidence.ts';
import { payAsStranger, payInTurns, payTwice } from './flood.ts';
import { killAtRandom } from './killings.ts';
import { Journal, register } from './payer.ts';
import { startPaystack } from './paystack.ts';
import { proveBooks, proveMoney } from './proofs.ts';
import { createRandom, readSeed } from './random.ts';
import { conclude, startClock, type Proof } from './report.ts';
import { installation, superviseServer } from './server.ts';
import { settle } from './settle.ts';

/**
 * `npm run chaos`: floods a server with payments and webhooks while it and its database are killed, and then proves that
 * no money was lost, doubled or made. `--quick` takes a minute or two, `--seed` makes the same decisions again.
 */
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, seed: { type: 'string' } } });
const seed = readSeed(values.seed);
const plan = values.quick ? { serverKills: 3, minLifeMs: 2_000, maxLifeMs: 6_000 } : { serverKills: 10, minLifeMs: 3_000, maxLifeMs: 12_000 };
const PAYERS = 6;
const SETTLE_TIMEOUT_MS = 300_000;

/** Soon, because a run lasts minutes; the pauses then double. Nothing is given up during a run. */
const watch = { PAYMENT_FIRST_CHECK_SECONDS: '5', PAYMENT_GIVE_UP_SECONDS: '86400' };

const say = startClock();

async function run(): Promise<Proof[]> {
  say(`seed ${seed}`);
  await ensureBuilt();
  const database = await startDatabase();
  try {
    const random = createRandom(seed);
    const port = await freePort();
    const paystack = await startPaystack(`http://127.0.0.1:${port}/api/webhooks/paystack`);
    const gateway = { PAYMENT_LIMIT_PER_USER: '1000000', KYC_LIMITS: 'false', PAYSTACK_BASE_URL: paystack.url, PAYSTACK_SECRET_KEY: paystack.secretKey };
    const server = superviseServer(port, { ...installation(database.url), ...gateway, ...watch });
    await server.start();
    say('PostgreSQL, the sandbox and the server are up');
    const payers = await Promise.all(Array.from({ length: PAYERS }, (_, i) => register(server.url, `payer-${i + 1}`)));

    const journal = new Journal();
    const ending = new AbortController();
    // Each with randomness of its own, so that the decisions of one do not depend on who was faster.
    const flood = (offset: number) => ({ serverUrl: server.url, paystack, journal, random: createRandom(seed + offset), signal: ending.signal });
    const paying = Promise.all([...payers.map((payer, i) => payInTurns(payer, flood(i + 1))), payAsStranger(flood(100))]);
    await Promise.race([killAtRandom(plan, server, database, random, say), paying]);
    ending.abort();
    await paying;
    await payTwice(flood(200));
    say(`the flood is over: ${summary(journal)}`);
    await settle(paystack, database, SETTLE_TIMEOUT_MS).catch((error: unknown) => say(`NOT SETTLED: ${String(error)}`));
    say('settled');

    const [truth, deliveries] = [await paystack.transactions(), await paystack.deliveries()];
    return [
      ...(await proveMoney(database, truth, journal.acknowledged)),
      ...(await proveBooks(database)),
      await proveWebhooksKept(database, deliveries),
      proveWebhooksTaken(deliveries),
      await proveAudit(server.env),
      { promise: 'no answer was worse than a crash explains', offenders: journal.complaints },
    ];
  } finally {
    await database.stop();
  }
}

const summary = ({ acknowledged, statuses }: Journal) =>
  [`${acknowledged.length} payments`, ...[...statuses].map(([what, count]) => `${count} × ${what}`)].join(', ');

process.exit(conclude(await run(), seed));
