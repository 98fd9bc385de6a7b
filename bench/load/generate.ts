import { performance } from 'node:perf_hooks';
import { percentile } from '../statistics.ts';
import { Connection } from './connection.ts';
import type { LoadJob, LoadReply, LoadResult } from './job.ts';

/** The process that makes the load: takes jobs from its parent, one at a time. */
process.on('message', (job: LoadJob) => {
  void run(job).then(
    (result) => reply({ result }),
    (error: unknown) => reply({ failure: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

const reply = (message: LoadReply) => process.send?.(message);

async function run({ port, connections, requests, durationMs }: LoadJob): Promise<LoadResult> {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
  const latencies: number[] = [];
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const endsAt = durationMs === undefined ? Number.POSITIVE_INFINITY : startedAt + durationMs;
  let sent = 0;

  const work = async (connection: Connection) => {
    while (performance.now() < endsAt) {
      if (durationMs === undefined && sent >= requests.length) return;
      const request = requests[sent % requests.length];
      if (!request) throw new Error('There is nothing to send.');
      sent += 1;
      const sentAt = performance.now();
      const { status, body } = await connection.send(request);
      if (status !== 200) throw new Error(`The server answered ${status}: ${body.toString().slice(0, 300)}`);
      latencies.push(performance.now() - sentAt);
    }
  };

  try {
    await Promise.all(open.map(work));
  } finally {
    open.forEach((connection) => connection.close());
  }
  const elapsedMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  const sorted = Float64Array.from(latencies).sort();
  return {
    answered: sorted.length,
    elapsedMs,
    latencyMs: { mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) },
    cpuSeconds: (user + system) / 1e6,
  };
}
