/** Ctrl-C in a terminal reaches this process and the one that started it, which hands it on: one wish, heard twice. */
const SAME_WISH_MS = 400;

export interface StopSignals {
  /** Resolves at the first signal. */
  readonly first: Promise<NodeJS.Signals>;
  readonly isAsked: boolean;
}

/** Listens for Ctrl-C, a stop and a closed terminal. `onImpatience` is called when the wish is repeated. */
export function stopSignals(onImpatience: () => void): StopSignals {
  let firstAt: number | undefined;
  let resolveFirst: ((signal: NodeJS.Signals) => void) | undefined;
  const first = new Promise<NodeJS.Signals>((resolve) => (resolveFirst = resolve));
  const hear = (signal: NodeJS.Signals) => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      resolveFirst?.(signal);
    } else if (performance.now() - firstAt > SAME_WISH_MS) onImpatience();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, hear);
  // Whoever started this process was killed.
  process.on('disconnect', () => hear('SIGTERM'));
  return {
    first,
    get isAsked() {
      return firstAt !== undefined;
    },
  };
}
