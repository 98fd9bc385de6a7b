/** The middle value; of an even number of values, the mean of the two in the middle. @throws Error for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error('There is no median of nothing.');
  return (lower + upper) / 2;
}

/** The value that the share `p` (0 to 1) of `sorted` does not exceed (nearest rank). @throws Error for none. */
export function percentile(sorted: ArrayLike<number>, p: number): number {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * p) - 1)];
  if (value === undefined) throw new Error('There is no percentile of nothing.');
  return value;
}
