import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startCluster, type Cluster } from '../cluster.ts';
import { launchMangrove } from '../contenders/mangrove.ts';
import { inTurns } from '../measures/turns.ts';
import { verdictTable } from '../report.ts';
import type { ServerProcess } from '../server-process.ts';
import { median } from '../statistics.ts';
import { handIn, openDesk, type Desk } from './desk.ts';
import { seedApplications, sharedApplication } from './seed.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BARS = { queue: 1.2, duplicates: 3 };

const startedAt = Date.now();
const say = (line: string) => console.log(`${((Date.now() - startedAt) / 1_000).toFixed(0).padStart(5)} s  ${line}`);

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, statements: { type: 'boolean', default: false } } });
const sizes = values.quick ? [1_000, 20_000] : [1_000, 1_000_000];
const [rounds, requests] = values.quick ? [2, 20] : [5, 100];

interface Contender {
  name: string;
  server: ServerProcess;
  works: Record<string, () => Promise<void>>;
}
interface Page {
  data: unknown[];
  meta: { nextCursor: string | null };
}

const QUEUE: Readonly<Record<string, string>> = {
  'the queue, first page': '',
  'by risk': 'order=risk',
  'overdue': 'overdue=true',
  'second review, of one level': 'state=second_review&level=tier-2',
  'with open hits': 'openHits=true',
  'decided, newest first': 'state=approved,rejected&order=newest',
};
const DEEP = 10;

async function worksOf(desk: Desk, number: string, size: number): Promise<Contender['works']> {
  const full = async (query: string) => {
    const { data } = await desk.ask<Page>(`/applications?limit=25&${query}`);
    if (data.length === 0) throw new Error(`A page of the queue (${query}) is empty.`);
  };
  let cursor: string | null = null;
  for (let page = 0; page < DEEP; page += 1) ({ nextCursor: cursor } = (await desk.ask<Page>(`/applications?limit=25${cursor === null ? '' : `&cursor=${cursor}`}`)).meta);
  if (cursor === null) throw new Error('The queue is too short.');
  const deep = cursor;
  return {
    ...Object.fromEntries(Object.entries(QUEUE).map(([what, query]) => [what, () => full(query)])),
    'page ten': () => full(`cursor=${deep}`),
    async 'search by number'() {
      const { data } = await desk.ask<{ data: unknown[] }>('/applications/search', { by: 'number', type: 'nin', value: number });
      if (data.length !== 1) throw new Error(`A number was found ${data.length} times.`);
    },
    async duplicates() {
      const { data } = await desk.ask<{ data: { matches: unknown[] }[] }>(`/applications/${sharedApplication(size)}/duplicates`);
      if (data.length !== 3 || data.some(({ matches }) => matches.length !== 4)) throw new Error(`Duplicates are ${JSON.stringify(data)}.`);
    },
  };
}

async function launch(cluster: Cluster, folder: string, size: number): Promise<Contender> {
  const database = await cluster.createDatabase(`applications_${size}`);
  const { server } = await launchMangrove({ folder, paystackBaseUrl: 'http://127.0.0.1:9' }, database);
  const desk = await openDesk(server);
  const number = await handIn(server);
  await seedApplications(database.pool, size);
  say(`${size.toLocaleString('en')} applications are there`);
  return { name: size.toLocaleString('en'), server, works: await worksOf(desk, number, size) };
}

async function main(): Promise<boolean> {
  say('compiling the server');
  execFileSync(process.execPath, [createRequire(import.meta.url).resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], { cwd: ROOT, stdio: 'inherit' });
  const folder = await mkdtemp(path.join(tmpdir(), 'mangrove-bench-reviews-'));
  const cluster = await startCluster({ countsStatements: values.statements });
  const contenders: Contender[] = [];
  try {
    for (const size of sizes) contenders.push(await launch(cluster, folder, size));
    const times = await measure(contenders);
    if (values.statements) for (const size of sizes) console.log(`\n${size.toLocaleString('en')} applications\n${await statementsOf(cluster, size)}`);
    const verdicts = [...times].map(([work, [small = [], large = []]]) => {
      const growth = median(large.map((time, round) => time / (small[round] ?? Number.NaN)));
      const bar = work === 'duplicates' ? BARS.duplicates : BARS.queue;
      return { work: `${work} (${median(small).toFixed(1)} → ${median(large).toFixed(1)} ms)`, against: sizes.map((size) => size.toLocaleString('en')).join(' and '), bar: `≤ ${bar} ×`, measured: `${growth.toFixed(2)} ×`, isMet: growth <= bar };
    });
    console.log(['', ...verdictTable(verdicts)].join('\n'));
    return verdicts.every(({ isMet }) => isMet);
  } finally {
    await Promise.all(contenders.map(({ server }) => server.stop()));
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the statements took that read applications. */
async function statementsOf(cluster: Cluster, size: number): Promise<string> {
  const lines = (await cluster.statementsOf(`applications_${size}`)).split('\n');
  return lines.filter((line, at) => at === 0 || (line.includes('kyc_') && !/INSERT|CREATE|VACUUM/.test(line))).join('\n');
}

/** Of each work, for each size, the mean milliseconds of each round. */
async function measure(contenders: readonly Contender[]): Promise<Map<string, number[][]>> {
  const times = new Map<string, number[][]>();
  await inTurns(contenders, rounds + 1, async ({ name, works }, round) => {
    const place = contenders.findIndex((contender) => contender.name === name);
    for (const [what, work] of Object.entries(works)) {
      const begun = performance.now();
      for (let nth = 0; nth < requests; nth += 1) await work();
      // The first round warms up.
      if (round === 1) continue;
      const of = times.get(what) ?? contenders.map(() => []);
      of[place]?.push((performance.now() - begun) / requests);
      times.set(what, of);
    }
    say(`${round === 1 ? 'warm-up' : `round ${round - 1}`}, ${name} applications`);
  });
  return times;
}

process.exitCode = (await main()) ? 0 : 1;
