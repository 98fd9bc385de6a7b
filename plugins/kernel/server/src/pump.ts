import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/** A loop that empties something in the database whenever it is woken, and looks by itself now and then. */
export interface Pump {
  start(): void;
  /** Asks for a pass soon; cheap, may be called for every row. */
  wake(): void;
  /** Lets the pass under way finish and starts no other. */
  stop(): Promise<void>;
}

export interface PumpOptions {
  /** One pass. Returns whether there may be more to do right away. */
  pass(): Promise<boolean>;
  /** A wake-up can be lost with its process, so a pass runs at least this often. */
  pollIntervalMs: number;
  /** A pass waits this long after a wake-up, so that many wake-ups at once cost one pass. */
  gatherMs?: number;
  onError(error: unknown): void;
}

/** Builds a pump. Passes never overlap; an error ends a pass, and the next poll tries again. */
export function createPump({ pass, pollIntervalMs, gatherMs = 0, onError }: PumpOptions): Pump {
  // Who wakes the pump must not become the actor of its work, nor lend it a database transaction.
  const outside = AsyncLocalStorage.snapshot();
  let isStopped = true;
  let isWoken = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const drain = async () => {
    try {
      let hasMore = true;
      while (hasMore && !isStopped) {
        if (gatherMs > 0) await pause(gatherMs);
        isWoken = false;
        hasMore = (await pass()) || isWoken;
      }
    } catch (error) {
      onError(error);
    }
  };

  const run = () => {
    if (isStopped) return;
    if (running) {
      isWoken = true;
      return;
    }
    clearTimeout(timer);
    running = outside(drain).finally(() => {
      running = undefined;
      if (!isStopped) timer = setTimeout(run, pollIntervalMs).unref();
    });
  };

  return {
    start() {
      isStopped = false;
      run();
    },
    wake: run,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
