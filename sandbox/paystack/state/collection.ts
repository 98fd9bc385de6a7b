/**
 * Records kept in memory, found by any of their keys, oldest first. At most `limit` of them: the oldest leaves when a
 * new one would be too many, so that a sandbox that runs for weeks does not fill the machine.
 */
export interface Collection<T, K extends string> {
  add(item: T): void;
  by(key: K, value: string): T | undefined;
  values(): IterableIterator<T>;
  newestFirst(): T[];
  readonly size: number;
  clear(): void;
}

export interface CollectionOptions<T, K extends string> {
  readonly limit: number;
  /** How each key is read. The values are unique within a collection and never change. */
  readonly keys: Record<K, (item: T) => string>;
  readonly onEvict?: (item: T) => void;
}

export function createCollection<T, K extends string>(options: CollectionOptions<T, K>): Collection<T, K> {
  const items = new Set<T>();
  const names = Object.keys(options.keys) as K[];
  const indexes = new Map(names.map((name) => [name, new Map<string, T>()] as const));

  const evictOldest = () => {
    const [oldest] = items;
    if (oldest === undefined) return;
    items.delete(oldest);
    for (const [name, index] of indexes) index.delete(options.keys[name](oldest));
    options.onEvict?.(oldest);
  };

  return {
    add(item) {
      if (items.size >= options.limit) evictOldest();
      items.add(item);
      for (const [name, index] of indexes) index.set(options.keys[name](item), item);
    },
    by: (key, value) => indexes.get(key)?.get(value),
    values: () => items.values(),
    newestFirst: () => [...items].reverse(),
    get size() {
      return items.size;
    },
    clear() {
      items.clear();
      for (const index of indexes.values()) index.clear();
    },
  };
}
