import { AsyncLocalStorage } from 'node:async_hooks';
import { Unavailable } from './errors';
import { isOutage } from './outage';

export interface BatcherOptions<Item, Result> {
  /** Works on the items together, all or nothing, and answers in their order. After a refusal it runs again for each item by itself. */
  run(items: readonly Item[]): Promise<readonly Result[]>;
  /** The most items of one run. */
  most: number;
  /** How many may wait; further ones are refused at once with `Unavailable`, so that a slow database does not fill the memory. */
  mostWaiting?: number;
  /**
   * After so long a run holds the others back no more: the next goes beside it. Otherwise one lock that somebody forgot, or
   * one connection to a machine that is gone, stops the work of everybody. Without it runs keep their order.
   */
  patienceMs?: number;
  /** The most runs beside each other, each of which has a connection to the database. */
  mostRuns?: number;
  /** Items with the same key are never in two runs at a time, so they keep their order, also where a run is not waited for. */
  keyOf?(item: Item): string;
  /**
   * A run begins no sooner than so long after the last one began, unless `enough` items wait: a stream goes in fewer runs, and
   * what comes alone at once. Where a key of the last run comes again, after it ended: others who were answered are on their way.
   */
  restMs?: number;
  enough?: number;
  /** Passes on what a run has answered, before its callers hear of it. Not called for items that failed. */
  publish?(results: readonly Result[]): void;
}

// Taken while the module is loaded, outside any request: whoever happens to come first, or has the batcher made, lends
// neither its actor nor its database transaction to the others.
const outside = AsyncLocalStorage.snapshot();

/**
 * Turns many small statements into few large ones, as a database does with commits: what is asked for while one run is
 * under way goes together in the next, so nobody waits while there is little to do, and batches grow with the load.
 *
 * A run that fails is repeated item by item, so that one bad item fails alone; where the database is gone all fail with it.
 * Either way the caller may ask again for what had been done: `run` must do nothing the second time.
 *
 * @returns a function that adds one item, to be called outside any database transaction, and answers its result.
 */
export function createBatcher<Item, Result>({ run, most, mostWaiting = Infinity, patienceMs, mostRuns = Infinity, keyOf, restMs = 0, enough = Infinity, publish }: BatcherOptions<Item, Result>): (item: Item) => Promise<Result> {
  let waiting: Entry<Item, Result>[] = [];
  let isRunning = false;
  let last = { begunAt: -Infinity, endedAt: -Infinity, keys: new Set<string>() };
  /** Ends the rest between two runs. */
  let onEnough: (() => void) | undefined;
  const runs = new Set<Promise<void>>();
  const keysUnderWay = new Set<string>();

  const keysOf = (entries: readonly Entry<Item, Result>[]): string[] => (keyOf ? entries.map(({ item }) => keyOf(item)) : []);

  /** @returns what tells the callers; while nobody calls it, the next run can begin. */
  async function runTogether(entries: readonly Entry<Item, Result>[]): Promise<() => void> {
    try {
      const results = await run(entries.map(({ item }) => item));
      if (results.length !== entries.length) throw new Error(`A batch of ${entries.length} answered ${results.length} results.`);
      return () => {
        try {
          publish?.(results);
          entries.forEach(({ resolve }, index) => resolve(results[index] as Result));
        } catch (error) {
          refuse(entries, error);
        }
      };
    } catch (error) {
      if (entries.length === 1 || isOutage(error)) return () => refuse(entries, error);
      for (const entry of entries) (await runTogether([entry]))();
      return () => {};
    }
  }

  /** Takes the next ones that may go. */
  function take(): Entry<Item, Result>[] {
    const taken: Entry<Item, Result>[] = [];
    const left: Entry<Item, Result>[] = [];
    for (const entry of waiting) (taken.length < most && !(keyOf && keysUnderWay.has(keyOf(entry.item))) ? taken : left).push(entry);
    waiting = left;
    return taken;
  }

  async function go(entries: readonly Entry<Item, Result>[]): Promise<void> {
    const keys = keysOf(entries);
    for (const key of keys) keysUnderWay.add(key);
    const answer = await runTogether(entries);
    for (const key of keys) keysUnderWay.delete(key);
    // Once the next run is on its way: the database works on while this process tells what it has done.
    setImmediate(answer);
    start();
  }

  async function drain(): Promise<void> {
    for (let entries = await next(); entries.length > 0; entries = await next()) {
      const begunAt = performance.now();
      const gone = go(entries);
      runs.add(gone);
      void gone.then(() => runs.delete(gone));
      await patiently(gone, patienceMs);
      last = { begunAt, endedAt: performance.now(), keys: new Set(keysOf(entries)) };
      while (runs.size >= mostRuns) await Promise.race(runs);
    }
    isRunning = false;
  }

  /** Those of the next run, once it may begin. */
  async function next(): Promise<Entry<Item, Result>[]> {
    const isBack = keysOf(waiting).some((key) => last.keys.has(key));
    const leftMs = (isBack ? last.endedAt : last.begunAt) + restMs - performance.now();
    if (leftMs > 0 && waiting.length > 0 && waiting.length < enough) {
      await new Promise<void>((begin) => {
        const timer = setTimeout(begin, leftMs);
        onEnough = () => {
          clearTimeout(timer);
          begin();
        };
      });
      onEnough = undefined;
    }
    return take();
  }

  function start(): void {
    if (isRunning || waiting.length === 0) return;
    isRunning = true;
    // After everything that has arrived on the network at the same moment.
    setImmediate(() => void outside(drain));
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= mostWaiting) {
        reject(new Unavailable());
        return;
      }
      waiting.push({ item, resolve, reject });
      if (waiting.length >= enough) onEnough?.();
      start();
    });
}

async function patiently(work: Promise<void>, patienceMs: number | undefined): Promise<void> {
  if (patienceMs === undefined) return work;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((end) => {
    timer = setTimeout(end, patienceMs);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}

const refuse = (entries: readonly Pick<Entry<unknown, unknown>, 'reject'>[], error: unknown) => entries.forEach(({ reject }) => reject(error));

interface Entry<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}
