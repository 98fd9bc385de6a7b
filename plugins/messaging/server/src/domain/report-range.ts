import { DAY_MS, firstInstantAt } from './time-zone';

/** Whole days at a place: from the beginning of the first up to, and without, the beginning of the last. */
export interface ReportRange {
  timeZone: string;
  /** e.g. `2026-11-01` */
  from: string;
  to: string;
}

/** When a day begins where it does; not every day begins at 00:00 everywhere. */
export const beginningOf = (day: string, timeZone: string): Date => new Date(firstInstantAt(timeZone, Date.parse(day)));

export const lengthInDays = ({ from, to }: Pick<ReportRange, 'from' | 'to'>): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Every day of a range, also those on which nothing happened. */
export const daysOf = (range: ReportRange): string[] =>
  Array.from({ length: lengthInDays(range) }, (_, day) => new Date(Date.parse(range.from) + day * DAY_MS).toISOString().slice(0, 10));
