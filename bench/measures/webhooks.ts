import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../cluster.ts';
import type { WebhookContender } from '../contenders/contender.ts';
import type { LoadGenerator } from '../load/load-generator.ts';
import type { LoadJob } from '../load/job.ts';
import type { Amounts } from '../options.ts';
import { signedWebhooks } from '../signed-webhooks.ts';
import { startCpuClock, type Turn } from './measured.ts';
import { inTurns } from './turns.ts';

/** Far above the numbers of the seeded rows. */
const FIRST_PAYMENT = 100_000_001;
const SETTLE_TIMEOUT_MS = 120_000;
const LOOK_EVERY_MS = 20;

/** Distinct webhooks of pending payments, each counted once it is stored, moved, posted, and its event has gone out. */
export async function measureWebhooks(contenders: readonly WebhookContender[], load: LoadGenerator, cluster: Cluster, amounts: Amounts, record: (turn: Turn) => void): Promise<void> {
  const sent = new Map<string, number>();
  /** Adds payments and signs their webhooks, ready to be sent. */
  const prepare = async (contender: WebhookContender, count: number): Promise<LoadJob> => {
    const before = sent.get(contender.name) ?? 0;
    const first = FIRST_PAYMENT + before;
    sent.set(contender.name, before + count);
    await contender.addPending(first, count);
    return { port: contender.server.port, connections: amounts.connections, requests: signedWebhooks(contender.paystackSecretKey, first, count) };
  };

  await inTurns(contenders, amounts.rounds, async (contender, round) => {
    const count = amounts.webhooksARound;
    const warmUp = await prepare(contender, amounts.warmUpWebhooks);
    const job = await prepare(contender, count);
    await load.run(warmUp);
    await settled(contender);
    await contender.tidy();
    const cpuSince = startCpuClock(contender.server, cluster);
    const { latencyMs, elapsedMs, cpuSeconds } = await load.run(job);
    const answeredAt = performance.now();
    await settled(contender);
    const seconds = (elapsedMs + performance.now() - answeredAt) / 1_000;
    record({
      measure: 'webhooks',
      contender: contender.name,
      round,
      perSecond: count / seconds,
      meanMs: latencyMs.mean,
      p50Ms: latencyMs.p50,
      p99Ms: latencyMs.p99,
      ...cpuSince(count),
      loadCpuMicros: (cpuSeconds * 1e6) / count,
      residentMegabytes: contender.server.residentMegabytes(),
    });
    await contender.checkBooks(sent.get(contender.name) ?? 0);
  });
}

async function settled(contender: WebhookContender): Promise<void> {
  const deadline = performance.now() + SETTLE_TIMEOUT_MS;
  while (!(await contender.isIdle())) {
    contender.server.assertAlive();
    if (performance.now() > deadline) throw new Error(`${contender.name} did not finish its webhooks:\n${contender.server.logTail()}`);
    await pause(LOOK_EVERY_MS);
  }
}
