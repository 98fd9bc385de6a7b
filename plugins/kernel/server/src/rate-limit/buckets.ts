/** Token buckets in the memory of one server, for what is too frequent to be counted in a database. */
export interface Buckets {
  /** Takes `cost` tokens from the bucket of `key`. @returns 0 when they were there, else the seconds until they are. */
  take(key: string, cost?: number): number;
}

export interface BucketsOptions {
  /** What a full bucket holds: the burst that is let through at once. */
  capacity: number;
  refillPerSecond: number;
  /** The bucket that was used least lately is forgotten first; a forgotten bucket is a full one. */
  maxKeys: number;
  /** Milliseconds that only move forward. */
  nowMs?: () => number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

export function createBuckets({ capacity, refillPerSecond, maxKeys, nowMs = () => performance.now() }: BucketsOptions): Buckets {
  const buckets = new Map<string, Bucket>();
  return {
    take(key, cost = 1) {
      const now = nowMs();
      const found = buckets.get(key);
      const tokens = found ? Math.min(capacity, found.tokens + ((now - found.atMs) / 1_000) * refillPerSecond) : capacity;
      // Deleting first moves the key to the end: the order of the map is the order of use.
      buckets.delete(key);
      if (buckets.size >= maxKeys) {
        const [oldest] = buckets.keys();
        if (oldest !== undefined) buckets.delete(oldest);
      }
      const isEnough = tokens >= cost;
      buckets.set(key, { tokens: isEnough ? tokens - cost : tokens, atMs: now });
      return isEnough ? 0 : (Math.min(cost, capacity) - tokens) / refillPerSecond;
    },
  };
}
