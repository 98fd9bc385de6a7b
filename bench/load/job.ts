export interface LoadJob {
  port: number;
  connections: number;
  /** Whole HTTP requests. With `durationMs` they are sent round and round; without, each exactly once. */
  requests: Uint8Array[];
  durationMs?: number;
}

export interface LoadResult {
  /** Requests answered with 200. Any other answer fails the job. */
  answered: number;
  elapsedMs: number;
  latencyMs: { mean: number; p50: number; p99: number };
  /** CPU that the load itself took, beside the servers. */
  cpuSeconds: number;
}

export type LoadReply = { result: LoadResult } | { failure: string };
