import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startCluster, type Cluster } from '../cluster.ts';
import { launchMangrove } from '../contenders/mangrove.ts';
import { register } from '../contenders/sign-in.ts';
import { inTurns } from '../measures/turns.ts';
import { verdictTable } from '../report.ts';
import type { ServerProcess } from '../server-process.ts';
import { median } from '../statistics.ts';
import { startScanner, type Scanner } from './clamd.ts';
import { takePhoto } from './photo.ts';
import { beginApplication, peakOf, residentMegabytes, upload, type Applicant } from './uploads.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BARS = { time: 2, memory: 1.2 };
const FEW = 4;
const MANY = 20;

const startedAt = Date.now();
const say = (line: string) => console.log(`${((Date.now() - startedAt) / 1_000).toFixed(0).padStart(5)} s  ${line}`);

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const [rounds, uploads] = values.quick ? [2, 3] : [5, 10];

interface Contender {
  name: string;
  server: ServerProcess;
  people: Applicant[];
  times: number[];
}

async function launch(name: string, nodeArgs: string[], { folder, cluster, scanner }: { folder: string; cluster: Cluster; scanner: Scanner }): Promise<Contender> {
  const database = await cluster.createDatabase(name);
  const env = {
    KYC_MALWARE_SCAN: 'required', CLAMD_HOST: '127.0.0.1', CLAMD_PORT: String(scanner.port), STORAGE_FOLDER: path.join(folder, name),
    KYC_DOCUMENT_UPLOADS_PER_MINUTE: '100000', REGISTER_LIMIT_PER_ADDRESS: '100000',
  };
  const { server } = await launchMangrove({ folder, paystackBaseUrl: 'http://127.0.0.1:9' }, database, nodeArgs, env);
  const people: Applicant[] = [];
  for (let nth = 0; nth < MANY; nth += 1) people.push(await beginApplication(server, await register(server.url, `applicant-${nth}`)));
  return { name, server, people, times: [] };
}

async function main(): Promise<boolean> {
  say('compiling the server');
  execFileSync(process.execPath, [createRequire(import.meta.url).resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], { cwd: ROOT, stdio: 'inherit' });
  const folder = await mkdtemp(path.join(tmpdir(), 'mangrove-bench-documents-'));
  const cluster = await startCluster({ countsStatements: false });
  const scanner = await startScanner();
  const contenders: Contender[] = [];
  try {
    const photo = await takePhoto();
    say(`the photo has ${(photo.length / 1e6).toFixed(2)} MB`);
    contenders.push(await launch('sealed', [], { folder, cluster, scanner }));
    contenders.push(await launch('readable', ['--require', path.join(ROOT, 'bench/documents/without-encryption.cjs')], { folder, cluster, scanner }));
    await inTurns(contenders, rounds + 1, async ({ name, server, people, times }, round) => {
      const [person] = people;
      if (!person) return;
      const taken: number[] = [];
      for (let nth = 0; nth < uploads; nth += 1) taken.push(await upload(server, person, photo));
      // The first round warms up.
      if (round > 1) times.push(median(taken));
      say(`${round === 1 ? 'warm-up' : `round ${round - 1}`}, ${name}: ${median(taken).toFixed(0)} ms`);
    });
    const [sealed, readable] = contenders;
    if (!sealed || !readable) throw new Error('There are no contenders.');
    const ratio = median(sealed.times.map((time, round) => time / (readable.times[round] ?? Number.NaN)));
    readable.server.freeze();
    const memory = await measureMemory(sealed, photo);
    readable.server.thaw();
    const verdicts = [
      { work: 'upload of a 5 MB photo', against: 'the same without encryption', bar: `≤ ${BARS.time} ×`, measured: `${ratio.toFixed(2)} ×`, isMet: ratio <= BARS.time },
      { work: `memory at its most, ${MANY} at once`, against: `${FEW} at once`, bar: `≤ ${BARS.memory} ×`, measured: `${memory.toFixed(2)} ×`, isMet: memory <= BARS.memory },
    ];
    console.log(['', ...verdictTable(verdicts)].join('\n'));
    return verdicts.every(({ isMet }) => isMet);
  } finally {
    await Promise.all(contenders.map(({ server }) => server.stop()));
    await scanner.stop();
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Rounds of few and of many uploads at once. @returns the ratio of what both needed at the most */
async function measureMemory({ server, people }: Contender, photo: Buffer): Promise<number> {
  const ratios: number[] = [];
  const atOnce = (count: number) => peakOf(server, () => Promise.all(people.slice(0, count).map((person) => upload(server, person, photo))));
  say(`memory before: ${residentMegabytes(server.pid).toFixed(0)} MB`);
  for (let round = 0; round <= rounds; round += 1) {
    const few = await atOnce(FEW);
    const many = await atOnce(MANY);
    say(`${round === 0 ? 'warm-up' : `round ${round}`}: at most ${few.toFixed(0)} MB with ${FEW} uploads at once, ${many.toFixed(0)} MB with ${MANY}`);
    if (round > 0) ratios.push(many / few);
  }
  return median(ratios);
}

process.exitCode = (await main()) ? 0 : 1;
