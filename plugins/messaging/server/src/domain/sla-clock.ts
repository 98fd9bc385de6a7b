import { addBusinessTime, businessTimeBetween, type BusinessHours } from './business-hours';

export const CLOCK_KINDS = ['first_response', 'next_response', 'resolution'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

export const CLOCK_OUTCOMES = ['met', 'breached', 'cancelled'] as const;
export type ClockOutcome = (typeof CLOCK_OUTCOMES)[number];

/** A stretch of time that counts; the last one of a clock that runs has no end yet. */
export interface Run {
  from: Date;
  to: Date | null;
}

/** One promise to one customer. When it is due follows from its runs and its timing; nothing is counted up. */
export interface Clock {
  kind: ClockKind;
  runs: readonly Run[];
  /** When the promise is broken, or was; `null` while it is paused, and where nothing was promised. */
  dueAt: Date | null;
  warnAt: Date | null;
  /** `null` until the warning was told: the moment for which it was. */
  warnedAt: Date | null;
  breachedAt: Date | null;
  endedAt: Date | null;
  outcome: ClockOutcome | null;
}

/** What was promised, in milliseconds of business hours. */
export interface Timing {
  hours: BusinessHours;
  targetMs: number | null;
  warnMs: number | null;
}

/** Something that people must learn about a clock, once. */
export interface ClockNotice {
  notice: 'warned' | 'breached';
  kind: ClockKind;
  /** When it came to that; earlier than now where nobody could look. */
  at: Date;
  /** `null` where the clock was warned of before it was paused. */
  dueAt: Date | null;
}

export interface ClockChange<C extends Clock = Clock> {
  clock: C;
  notices: ClockNotice[];
}

export const isOpen = ({ endedAt }: Clock): boolean => endedAt === null;
export const isRunning = ({ runs }: Clock): boolean => runs.at(-1)?.to === null;

/** How much of its time a clock has used up to `at`, in milliseconds. */
export const usedTime = ({ runs }: Clock, hours: BusinessHours, at: Date): number =>
  runs.reduce((ms, { from, to }) => ms + businessTimeBetween(hours, from, to ?? at), 0);

/** When the runs come to `ms`; `null` where they have ended before. */
function reachedAt(runs: readonly Run[], hours: BusinessHours, ms: number): Date | null {
  let left = ms;
  for (const { from, to } of runs) {
    if (to === null) return addBusinessTime(hours, from, left);
    const length = businessTimeBetween(hours, from, to);
    if (left <= length) return addBusinessTime(hours, from, left);
    left -= length;
  }
  return null;
}

const hasCome = (moment: Date | null, at: Date): Date | null => (moment !== null && moment <= at ? moment : null);

/**
 * Looks at a clock: computes when it is due, and says what has come since somebody last looked, in the order in which it
 * came. With another timing a breach may turn out to be none; then it can come again.
 */
export function look<C extends Clock>(clock: C, timing: Timing, at: Date): ClockChange<C> {
  const { hours, targetMs, warnMs } = timing;
  const dueAt = targetMs === null ? null : reachedAt(clock.runs, hours, targetMs);
  const warnAt = targetMs === null || warnMs === null ? null : reachedAt(clock.runs, hours, warnMs);
  const warnedAt = hasCome(warnAt, at);
  const breachedAt = hasCome(dueAt, at);
  const notices: ClockNotice[] = [];
  if (warnedAt && !clock.warnedAt) notices.push({ notice: 'warned', kind: clock.kind, at: warnedAt, dueAt });
  if (breachedAt && !clock.breachedAt) notices.push({ notice: 'breached', kind: clock.kind, at: breachedAt, dueAt: breachedAt });
  return { clock: { ...clock, dueAt, warnAt, warnedAt, breachedAt }, notices };
}

export const startClock = (kind: ClockKind, timing: Timing, at: Date): ClockChange =>
  look({ kind, runs: [{ from: at, to: null }], dueAt: null, warnAt: null, warnedAt: null, breachedAt: null, endedAt: null, outcome: null }, timing, at);

const stopped = (runs: readonly Run[], at: Date): Run[] => runs.map((run) => (run.to === null ? { from: run.from, to: at } : run));

/** Holds a clock while nothing can be done. One that is paused stays so. */
export const pauseClock = <C extends Clock>(clock: C, timing: Timing, at: Date): ClockChange<C> => look({ ...clock, runs: stopped(clock.runs, at) }, timing, at);

/** Goes on with what is left; also with one that had ended, whose end then was none. One that runs goes on running. */
export function resumeClock<C extends Clock>(clock: C, timing: Timing, at: Date): ClockChange<C> {
  const runs = isRunning(clock) ? clock.runs : [...clock.runs, { from: at, to: null }];
  return look({ ...clock, runs, endedAt: null, outcome: null }, timing, at);
}

/** Ends a clock of a ticket that is none: what was not told of it is not told any more. */
export const callOffClock = <C extends Clock>(clock: C, at: Date): ClockChange<C> => ({ clock: { ...clock, runs: stopped(clock.runs, at), endedAt: at, outcome: 'cancelled' }, notices: [] });

/** Ends a clock: what was promised was done, in time or too late, or nobody waits for it any more. */
export function endClock<C extends Clock>(clock: C, timing: Timing, at: Date, why: 'done' | 'cancelled'): ClockChange<C> {
  const change = pauseClock(clock, timing, at);
  const done = change.clock.breachedAt ? 'breached' : 'met';
  return { ...change, clock: { ...change.clock, endedAt: at, outcome: why === 'cancelled' ? 'cancelled' : done } };
}
