export interface BackoffLimits {
  firstMs: number;
  mostMs: number;
}

export const USUAL_BACKOFF: BackoffLimits = { firstMs: 1_000, mostMs: 30_000 };

/**
 * How long to wait before the next try: twice as long after each failure, up to a limit, and by chance up to half less, so
 * that those who failed at the same moment do not come back at the same moment.
 */
export function backoffMs(failures: number, { firstMs, mostMs }: BackoffLimits, chance = Math.random()): number {
  const longest = Math.min(mostMs, firstMs * 2 ** Math.min(failures, 30));
  return longest * (0.5 + chance / 2);
}
