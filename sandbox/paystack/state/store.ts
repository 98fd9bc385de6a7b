import { createCollection, type Collection, type CollectionOptions } from './collection.ts';

/** What a snapshot holds: plain JSON. */
export interface StoreSnapshot {
  readonly collections: Record<string, unknown[]>;
  readonly counters: Record<string, number>;
}

/** All records of the sandbox. A resource adds its own collection by name; the snapshot then includes it by itself. */
export interface Store {
  collection<T, K extends string>(name: string, options: CollectionOptions<T, K>): Collection<T, K>;
  /** The next number of a sequence. Survives a reset: an id is never given twice. */
  next(sequence: string, first: number): number;
  /** To be called after every change; the snapshot is written from here. */
  changed(): void;
  dump(): StoreSnapshot;
  clear(): void;
}

export function createStore(initial: StoreSnapshot | null, onChange: () => void): Store {
  const collections = new Map<string, Collection<unknown, string>>();
  const counters = new Map(Object.entries(initial?.counters ?? {}));

  return {
    collection<T, K extends string>(name: string, options: CollectionOptions<T, K>) {
      const collection = createCollection(options);
      // The file was written by `dump` from this very collection; its version is checked when it is read.
      for (const item of initial?.collections[name] ?? []) collection.add(item as T);
      collections.set(name, collection as unknown as Collection<unknown, string>);
      return collection;
    },
    next(sequence, first) {
      const value = (counters.get(sequence) ?? first - 1) + 1;
      counters.set(sequence, value);
      return value;
    },
    changed: onChange,
    dump: () => ({
      collections: Object.fromEntries([...collections].map(([name, collection]) => [name, [...collection.values()]])),
      counters: Object.fromEntries(counters),
    }),
    clear() {
      for (const collection of collections.values()) collection.clear();
      onChange();
    },
  };
}
