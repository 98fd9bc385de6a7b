import type { Cluster } from '../cluster.ts';
import type { Contender } from '../contenders/contender.ts';
import { authorizedGet, type LoadGenerator } from '../load/load-generator.ts';
import type { Amounts } from '../options.ts';
import { startCpuClock, type Turn } from './measured.ts';
import { inTurns } from './turns.ts';

/** The 25 newest of the caller's 100 rows. */
export async function measureList(contenders: readonly Contender[], load: LoadGenerator, cluster: Cluster, amounts: Amounts, record: (turn: Turn) => void): Promise<void> {
  for (const contender of contenders) await assertPage(contender);
  await inTurns(contenders, amounts.rounds, async (contender, round) => {
    const { server, listPath, token, name } = contender;
    const job = { port: server.port, connections: amounts.connections, requests: [authorizedGet(listPath, token)] };
    await load.run({ ...job, durationMs: amounts.warmUpMs });
    const cpuSince = startCpuClock(server, cluster);
    const { answered, elapsedMs, latencyMs, cpuSeconds } = await load.run({ ...job, durationMs: amounts.measureMs });
    record({
      measure: 'list',
      contender: name,
      round,
      perSecond: (answered * 1_000) / elapsedMs,
      meanMs: latencyMs.mean,
      p50Ms: latencyMs.p50,
      p99Ms: latencyMs.p99,
      ...cpuSince(answered),
      loadCpuMicros: (cpuSeconds * 1e6) / answered,
      residentMegabytes: server.residentMegabytes(),
    });
  });
}

const FIELDS = ['id', 'kind', 'reference', 'state', 'amountMinor', 'currency', 'gateway', 'description', 'createdAt', 'updatedAt'];

/** A fast wrong answer is no answer: 25 whole rows, newest first. */
async function assertPage({ name, server, listPath, token }: Contender): Promise<void> {
  const response = await fetch(server.url + listPath, { headers: { authorization: `Bearer ${token}` } });
  const body = (await response.json()) as { data?: Record<string, unknown>[] };
  const rows = body.data ?? [];
  const times = rows.map((row) => String(row.createdAt));
  const isNewestFirst = times.every((time, index) => index === 0 || time < String(times[index - 1]));
  const isWhole = rows.every((row) => FIELDS.every((field) => field in row));
  if (rows.length !== 25 || !isNewestFirst || !isWhole) {
    throw new Error(`${name} does not answer the 25 newest rows: ${response.status} ${JSON.stringify(body).slice(0, 500)}`);
  }
}
