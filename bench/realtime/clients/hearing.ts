import { performance } from 'node:perf_hooks';
import { percentile } from '../../statistics.ts';
import type { ChatClient } from './chat-client.ts';
import type { ChatResult } from './job.ts';

/** A message says when it was sent, and is 100 bytes long. */
export const textNow = (): string => performance.now().toFixed(3).padEnd(100, '.');

/** Counts what clients hear: all of it, once, in order? */
export function listenOn(clients: readonly ChatClient[]) {
  const latencies: number[] = [];
  let doubled = 0;
  let reordered = 0;
  let deliveries = 0;
  for (const client of clients) {
    const seen = new Set<number>();
    let last = 0;
    client.onEvent = ({ seq, data }) => {
      if (seen.has(seq)) {
        doubled += 1;
        return;
      }
      seen.add(seq);
      if (seq < last) reordered += 1;
      last = Math.max(last, seq);
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
      const lost = acknowledged * clients.length - deliveries;
      return { acknowledged, deliveries, lost, doubled, reordered, latencyMs: { mean, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) } };
    },
  };
}
