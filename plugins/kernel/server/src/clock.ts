/** The one source of "now" for business rules. Tests and the demo move it; production never does. */
export interface Clock {
  now(): Date;
  /** Stops the clock at `instant`. Refused outside development and tests. */
  set(instant: Date): void;
  advanceSeconds(seconds: number): void;
  /** Back to the machine's time. */
  reset(): void;
}

let offsetMs = 0;
let frozenAtMs: number | undefined;

const assertMovable = () => {
  if (process.env.NODE_ENV === 'production' && process.env.MANGROVE_ALLOW_CLOCK !== 'true') {
    throw new Error('The clock cannot be moved in production.');
  }
};

export const clock: Clock = {
  now: () => new Date(frozenAtMs ?? Date.now() + offsetMs),
  set(instant) {
    assertMovable();
    frozenAtMs = instant.getTime();
  },
  advanceSeconds(seconds) {
    assertMovable();
    if (frozenAtMs === undefined) offsetMs += seconds * 1000;
    else frozenAtMs += seconds * 1000;
  },
  reset() {
    offsetMs = 0;
    frozenAtMs = undefined;
  },
};
