import { isUnderPath } from '../http/router.ts';

/** How the emulated API misbehaves. The first fault that matches and is not used up applies, alone. */
export interface Fault {
  readonly match: { readonly method?: string | undefined; readonly path?: string | undefined };
  /** How many requests it hits; without it, all. */
  readonly times?: number | undefined;
  /**
   * `timeout`: never answers. `reset`: cuts the connection. `status`: answers `status` with `body`.
   * `slow`: the right answer, `delayMs` late.
   */
  readonly mode: 'timeout' | 'reset' | 'status' | 'slow';
  readonly status?: number | undefined;
  readonly body?: unknown;
  /** `after`: the request has acted, only its answer is lost. */
  readonly when?: 'before' | 'after' | undefined;
  /** Real time, as a caller's timeout is. */
  readonly delayMs?: number | undefined;
}

export interface Faults {
  replace(faults: readonly Fault[]): void;
  list(): (Fault & { used: number })[];
  /** The fault that hits a request; using it counts. */
  take(method: string, path: string): Fault | null;
}

export function createFaults(): Faults {
  let faults: (Fault & { used: number })[] = [];
  return {
    replace: (next) => {
      faults = next.map((fault) => ({ ...fault, used: 0 }));
    },
    list: () => faults,
    take(method, path) {
      if (faults.length === 0) return null;
      const fault = faults.find(({ match, times, used }) =>
        (times === undefined || used < times) &&
        (match.method === undefined || match.method.toUpperCase() === method) &&
        (match.path === undefined || isUnderPath(match.path, path)));
      if (!fault) return null;
      fault.used += 1;
      return fault;
    },
  };
}
