import { performance } from 'node:perf_hooks';
import { percentile } from '../../statistics.ts';
import type { ChatClient } from './chat-client.ts';
import type { ChatResult } from './job.ts';

/** A message says when it was sent, and is 100 bytes long. */
export const textNow = (): string => performance.now().toFixed(3).padEnd(100, '.');

/** Counts what clients hear: all of it, once, in the order of each room? */
export function listenOn(clients: readonly ChatClient[], listenersEach: number) {
  const latencies: number[] = [];
  let doubled = 0;
  let reordered = 0;
  let deliveries = 0;
  for (const client of clients) {
    const logs = new Map<string, { seen: Set<number>; last: number }>();
    client.onEvent = ({ roomId, seq, data }) => {
      const log = logs.get(roomId) ?? { seen: new Set(), last: 0 };
      logs.set(roomId, log);
      if (log.seen.has(seq)) {
        doubled += 1;
        return;
      }
      log.seen.add(seq);
      if (seq < log.last) reordered += 1;
      log.last = Math.max(log.last, seq);
      deliveries += 1;
      latencies.push(performance.now() - Number.parseFloat(data.text));
    };
  }
  return {
    deliveries: () => deliveries,
    result(acknowledged: number): Omit<ChatResult, 'elapsedMs' | 'cpuSeconds'> {
      for (const client of clients) client.onEvent = () => undefined;
      const sorted = Float64Array.from(latencies).sort();
      const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
      const lost = acknowledged * listenersEach - deliveries;
      return { acknowledged, deliveries, lost, doubled, reordered, latencyMs: { mean, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) } };
    },
  };
}
