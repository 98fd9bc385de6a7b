/** Where a server is in its life. `ready` begins when its background work has started, after migrations and schema sync. */
export type Phase = 'starting' | 'ready' | 'draining';

export interface Lifecycle {
  phase(): Phase;
  /** A stop that begins while the server still starts is not undone by the end of the start. */
  markReady(): void;
  markDraining(): void;
}

export function createLifecycle(): Lifecycle {
  let phase: Phase = 'starting';
  return {
    phase: () => phase,
    markReady() {
      if (phase === 'starting') phase = 'ready';
    },
    markDraining() {
      phase = 'draining';
    },
  };
}
