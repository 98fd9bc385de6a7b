import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  /** Default 10,000. */
  timeoutMs?: number;
  /** Default 50. */
  intervalMs?: number;
}

/**
 * Waits for a condition: calls `check` until it neither throws nor returns `false` or `undefined`, and hands out what
 * it returned. In the end its last complaint is the failure.
 */
export async function eventually<T>(check: () => T | Promise<T>, { timeoutMs = 10_000, intervalMs = 50 }: Patience = {}): Promise<Exclude<T, false | undefined>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    let complaint: unknown = new Error('It never came true.');
    try {
      const result = await check();
      if (result !== false && result !== undefined) return result as Exclude<T, false | undefined>;
    } catch (error) {
      complaint = error;
    }
    if (Date.now() >= deadline) throw new Error(`Not within ${timeoutMs} ms: ${complaint instanceof Error ? complaint.message : String(complaint)}`, { cause: complaint });
    await delay(intervalMs);
  }
}
