import { parseArgs } from 'node:util';
import { freePort } from '../../scripts/postgres/free-port.ts';
import { ensureBuilt } from '../../scripts/setup/build.mjs';
import { startDatabase } from './database.ts';
import { proveAudit, proveWebhooksKept, proveWebhooksTaken } from './evidence.ts';
import { payAsStranger, payInTurns, payTwice } from './flood.ts';
import { killAtRandom } from './killings.ts';
import { Journal, register } from './payer.ts';
import { startPaystack } from './paystack.ts';
import { proveBooks, proveMoney, type Proof } from './proofs.ts';
import { createRandom } from './random.ts';
import { superviseServer } from './server.ts';
import { settle } from './settle.ts';

/**
 * `npm run chaos`: floods a server with payments and webhooks while it and its database are killed, and then proves that
 * no money was lost, doubled or made. `--quick` takes a minute or two, `--seed` makes the same decisions again.
 */
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, seed: { type: 'string' } } });
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const plan = values.quick ? { serverKills: 3, minLifeMs: 2_000, maxLifeMs: 6_000 } : { serverKills: 10, minLifeMs: 3_000, maxLifeMs: 12_000 };
const PAYERS = 6;
const SETTLE_TIMEOUT_MS = 300_000;

const startedAt = Date.now();
const say = (line: string) => console.log(`${((Date.now() - startedAt) / 1_000).toFixed(1).padStart(6)} s  ${line}`);

async function run(): Promise<Proof[]> {
  say(`seed ${seed}`);
  await ensureBuilt();
  const database = await startDatabase();
  try {
    const random = createRandom(seed);
    const port = await freePort();
    const paystack = await startPaystack(`http://127.0.0.1:${port}/api/webhooks/paystack`);
    const server = superviseServer({ port, databaseUrl: database.url, paystack });
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

function print(proofs: readonly Proof[]): void {
  const width = Math.max(...proofs.map(({ promise }) => promise.length));
  for (const { promise, offenders } of proofs) {
    console.log(`${promise.padEnd(width)}  ${offenders.length === 0 ? 'holds' : `BROKEN ${offenders.length} times: ${offenders.slice(0, 10).join('; ')}`}`);
  }
}

const proofs = await run();
print(proofs);
const broken = proofs.filter(({ offenders }) => offenders.length > 0).length;
console.log(broken === 0 ? `All ${proofs.length} promises hold.` : `${broken} of ${proofs.length} promises are broken; run again with --seed ${seed}.`);
process.exit(broken === 0 ? 0 : 1);
