/** The sandbox's time in milliseconds since 1970. Everything that it stamps or schedules reads it here. */
export type ClockState =
  /** The machine's time plus an offset; 0 is real time. */
  | { readonly mode: 'running'; readonly offsetMs: number }
  /** Stands still until somebody moves it. */
  | { readonly mode: 'frozen'; readonly atMs: number };

export interface Clock {
  now(): number;
  nowIso(): string;
  isFrozen(): boolean;
  freezeAt(ms: number): void;
  runFrom(ms: number): void;
  useRealTime(): void;
  state(): ClockState;
}

export function createClock(initial: ClockState = { mode: 'running', offsetMs: 0 }): Clock {
  let state = initial;
  const now = () => (state.mode === 'frozen' ? state.atMs : Date.now() + state.offsetMs);
  return {
    now,
    nowIso: () => new Date(now()).toISOString(),
    isFrozen: () => state.mode === 'frozen',
    freezeAt: (atMs) => {
      state = { mode: 'frozen', atMs };
    },
    runFrom: (ms) => {
      state = { mode: 'running', offsetMs: ms - Date.now() };
    },
    useRealTime: () => {
      state = { mode: 'running', offsetMs: 0 };
    },
    state: () => state,
  };
}
