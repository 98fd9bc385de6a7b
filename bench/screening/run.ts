import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startCluster } from '../cluster.ts';
import { launchMangrove } from '../contenders/mangrove.ts';
import { verdictTable } from '../report.ts';
import { median } from '../statistics.ts';
import { makeCases, type Case } from './labelled-set.ts';
import { fillList, openList, type List } from './list.ts';
import { makePeople } from './people.ts';
import { byKind, qualityOf, type Finding } from './quality.ts';
import { createRandom } from './random.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BARS = { growth: 2, recall: 0.9, precision: 0.85 };

const startedAt = Date.now();
const say = (line: string) => console.log(`${((Date.now() - startedAt) / 1_000).toFixed(0).padStart(5)} s  ${line}`);

const { values } = parseArgs({ options: { seed: { type: 'string', default: '42' }, quick: { type: 'boolean', default: false } } });
const sizes = values.quick ? [500, 5_000] : [5_000, 50_000];
const [casesOfEach, rounds] = values.quick ? [10, 2] : [60, 5];

async function main(): Promise<boolean> {
  say('compiling the server');
  execFileSync(process.execPath, [createRequire(import.meta.url).resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], { cwd: ROOT, stdio: 'inherit' });
  const folder = await mkdtemp(path.join(tmpdir(), 'mangrove-bench-screening-'));
  const cluster = await startCluster({ countsStatements: false });
  const lists: { list: List; cases: Case[] }[] = [];
  try {
    for (const size of sizes) {
      const database = await cluster.createDatabase(`list_of_${size}`);
      // A start makes the tables; nobody pays here.
      const { server } = await launchMangrove({ folder, paystackBaseUrl: 'http://127.0.0.1:9' }, database);
      await server.stop();
      const random = createRandom(Number(values.seed));
      const people = makePeople(random, size, 'entry');
      const { seconds } = await fillList(database.url, people, folder);
      say(`${size.toLocaleString('en')} entries imported in ${seconds.toFixed(1)} s`);
      lists.push({ list: await openList(database.url, size), cases: makeCases(random, people, casesOfEach) });
    }
    return await judge(lists);
  } finally {
    await Promise.all(lists.map(({ list }) => list.close()));
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function judge(lists: readonly { list: List; cases: Case[] }[]): Promise<boolean> {
  const verdicts = [];
  for (const { list, cases } of lists) {
    const findings: Finding[] = [];
    for (const one of cases) findings.push({ of: one, found: (await list.search(one)).map(({ id }) => id) });
    const { recall, precision, f1 } = qualityOf(findings);
    say(`${list.size.toLocaleString('en')} entries, ${cases.length} cases: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}, F1 ${f1.toFixed(3)}`);
    for (const { what, cases: count, found, isListed } of byKind(findings)) console.log(`         ${what.padEnd(34)} ${isListed ? 'found' : 'wrongly found'} ${found} of ${count}`);
    const against = `${list.size.toLocaleString('en')} entries`;
    verdicts.push({ work: 'recall', against, bar: `≥ ${BARS.recall}`, measured: recall.toFixed(3), isMet: recall >= BARS.recall }, { work: 'precision', against, bar: `≥ ${BARS.precision}`, measured: precision.toFixed(3), isMet: precision >= BARS.precision });
  }
  const times = await measureTimes(lists);
  const growth = median(times.map(([small = Number.NaN, large = Number.NaN]) => large / small));
  verdicts.push({ work: 'time of one screening, the large list to the small', against: sizes.map((size) => size.toLocaleString('en')).join(' and '), bar: `≤ ${BARS.growth} ×`, measured: `${growth.toFixed(2)} ×`, isMet: growth <= BARS.growth });
  console.log(['', ...verdictTable(verdicts)].join('\n'));
  return verdicts.every(({ isMet }) => isMet);
}

/** Round by round, the mean milliseconds of a search of each list. Turn and turn about, so that a slow minute counts for both. */
async function measureTimes(lists: readonly { list: List; cases: Case[] }[]): Promise<number[][]> {
  const times: number[][] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const means: number[] = [];
    for (const { list, cases } of lists) {
      const begun = performance.now();
      for (const one of cases) await list.search(one);
      means.push((performance.now() - begun) / cases.length);
    }
    // The first round warms up.
    if (round === 0) continue;
    say(`round ${round}: ${lists.map(({ list }, nth) => `${(means[nth] ?? 0).toFixed(2)} ms of ${list.size.toLocaleString('en')}`).join(', ')}`);
    times.push(means);
  }
  return times;
}

process.exitCode = (await main()) ? 0 : 1;
