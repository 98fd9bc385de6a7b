import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../scripts/postgres/free-port.ts';
import { ensureBuilt } from '../../scripts/setup/build.mjs';
import { startDatabase, type ChaosDatabase } from '../chaos/database.ts';
import { createRandom } from '../chaos/random.ts';
import { conclude, startClock, type Proof } from '../chaos/report.ts';
import { proveRules } from '../chaos/rules.ts';
import { installation, superviseServer, type ChaosServer } from '../chaos/server.ts';
import { startRedisProcess } from '../support/redis-process.ts';
import { startBalancer } from './balancer.ts';
import { createComparison } from './comparison.ts';
import { startCrowd } from './crowd.ts';
import { cutAtRandom } from './cutting.ts';
import { strike } from './disasters.ts';
import { openJournal, readJournal } from './journal.ts';
import { gather } from './people.ts';
import { readOptions } from './plan.ts';
import { becomeQuiet } from './quiet.ts';
import { restartOneByOne } from './rolling-restart.ts';
import { readLogs, RULES } from './truth.ts';
import type { Person } from './clients/orders.ts';

/**
 * `npm run chaos:realtime`: people chat over two servers while connections are cut and servers, Redis, PostgreSQL and the
 * people's own applications are killed; then it is proven that everybody has exactly the logs of their rooms, and that
 * nothing that was acknowledged is missing. `--quick` takes a minute or two, `--seed` makes the same decisions again,
 * `--only cuts,servers,…` leaves out the others.
 */
const options = readOptions(process.argv.slice(2));
const { plan, seed, has } = options;
const say = startClock();
const random = createRandom(seed);

async function run(folder: string, database: ChaosDatabase): Promise<Proof[]> {
  const redis = await startRedisProcess();
  // All clients come from one address. Nobody pays, but a server wants to know how.
  const settings = { ...installation(database.url), REDIS_URL: redis.url, REALTIME_CONNECTIONS_PER_ADDRESS: '100000', PAYSTACK_SECRET_KEY: 'sk_test_nobody_pays_here' };
  const servers: ChaosServer[] = [];
  for (const name of ['a', 'b']) servers.push(superviseServer(await freePort(), settings, path.join(folder, `server-${name}.log`)));
  // One after the other: the first brings the database up to date.
  for (const server of servers) await server.start();
  say('PostgreSQL, Redis and two servers are up');
  const { people, callers } = await gather(servers.map(({ url }) => url), plan.people);
  const balancer = await startBalancer(servers, createRandom(seed + 1));
  const crowd = await startCrowd({ folder, url: balancer.url, people, processes: plan.clientProcesses, seed });
  say(`${people.length} people chat, ten in each of ${people.length / 10} rooms and all of them in one`);

  const ending = new AbortController();
  const cutting = has('cuts') ? cutAtRandom(balancer, createRandom(seed + 2), ending.signal) : Promise.resolve('no connection was cut');
  await Promise.race([strike(plan, { servers, database, redis, crowd }, random, say), crowd.failed]);
  ending.abort();
  say(await cutting);

  const restJournal = path.join(folder, 'rest.jsonl');
  const replaced = has('rolling') ? await replaceServers(servers, balancer.url, callers, restJournal) : [];
  await becomeQuiet(crowd, database, say);
  return [...(await compare(database, people, has('rolling') ? [...crowd.journals, restJournal] : crowd.journals)), ...replaced];
}

async function replaceServers(servers: readonly ChaosServer[], url: string, callers: readonly Person[], file: string): Promise<Proof[]> {
  const journal = openJournal(file);
  const { proof, requests } = await restartOneByOne({ servers, url, callers, journal, say });
  journal.close();
  say(`both servers were replaced under ${requests} requests`);
  return [proof];
}

async function compare(database: ChaosDatabase, people: readonly Person[], journals: readonly string[]): Promise<Proof[]> {
  const logs = await readLogs(database);
  const comparison = createComparison(logs, Object.fromEntries(people.map(({ id, rooms }) => [id, rooms])));
  for (const file of journals) for await (const entry of readJournal(file)) comparison.take(entry);
  const proofs = comparison.proofs();
  const { applied, resets, sent, changed, refused } = comparison.counts;
  const stored = [...logs.values()].reduce((sum, { length }) => sum + length, 0);
  say(`${sent} messages and ${changed} changes were acknowledged, ${refused} refused; ${stored} events were applied ${applied} times; ${resets} logs began anew with a snapshot`);
  return [...proofs, ...(await proveRules(database, RULES))];
}

say(`seed ${seed}`);
await ensureBuilt();
const folder = mkdtempSync(path.join(tmpdir(), 'mangrove-chaos-clients-'));
chmodSync(folder, 0o700);
const database = await startDatabase();
let code = 1;
try {
  code = conclude(await run(folder, database), seed);
} finally {
  await database.stop();
  // The evidence stays where something is broken.
  if (code === 0) rmSync(folder, { recursive: true });
  else console.error(`What the clients wrote down, and the servers' logs, are in ${folder}.`);
}
process.exit(code);
