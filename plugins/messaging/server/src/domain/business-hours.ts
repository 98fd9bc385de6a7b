import { minuteOf, WEEKDAYS, type BusinessCalendar, type BusinessSpan } from './business-calendar';
import { DAY_MS, firstInstantAt, wallTime } from './time-zone';

/** Open from the first instant up to, and without, the second. */
type Interval = readonly [from: number, to: number];

/** When work is done. Built once from a calendar, and good for as long as that stays as it is. */
export interface BusinessHours {
  /** The days that touch an instant and all after it, each with its intervals, in order. */
  daysFrom(at: number): Iterable<readonly Interval[]>;
}

/** Around the clock: for whoever has no calendar. */
export const ALWAYS: BusinessHours = { daysFrom: () => [[[-Infinity, Infinity]]] };

/** A valid calendar reaches any valid target long before. */
const MOST_DAYS = 20_000;

export function createBusinessHours(calendar: BusinessCalendar): BusinessHours {
  const { timeZone } = calendar;
  const holidays = new Map(calendar.holidays.map(({ date, spans }) => [date, spans ?? []]));
  const known = new Map<number, readonly Interval[]>();

  const spansOn = (day: number): readonly BusinessSpan[] => {
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    // The first of January 1970 was a Thursday.
    const weekday = WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? 'monday';
    return holidays.get(date) ?? holidays.get(date.slice(5)) ?? calendar.week[weekday] ?? [];
  };

  const intervalsOn = (day: number): readonly Interval[] => {
    const found = known.get(day);
    if (found) return found;
    const instant = (time: string) => firstInstantAt(timeZone, day * DAY_MS + minuteOf(time) * 60_000);
    const intervals = spansOn(day)
      .map(({ from, to }): Interval => [instant(from), instant(to)])
      .filter(([from, to]) => from < to)
      .sort(([one], [other]) => one - other);
    if (known.size >= MOST_DAYS) known.clear();
    known.set(day, intervals);
    return intervals;
  };

  return {
    *daysFrom(at) {
      // Where midnight comes twice, what belongs to the day before may still lie ahead.
      const first = Math.floor(wallTime(timeZone, at) / DAY_MS) - 1;
      for (let day = first; day < first + MOST_DAYS; day += 1) yield intervalsOn(day);
    },
  };
}

/** How long work was done between two instants, in milliseconds; 0 where the second is not later. */
export function businessTimeBetween(hours: BusinessHours, start: Date, end: Date): number {
  let ms = 0;
  for (const intervals of hours.daysFrom(start.getTime())) {
    for (const [from, to] of intervals) {
      if (from >= end.getTime()) return ms;
      ms += Math.max(0, Math.min(to, end.getTime()) - Math.max(from, start.getTime()));
      if (to >= end.getTime()) return ms;
    }
  }
  return ms;
}

/**
 * The first instant at which work has been done for `ms` since `start`. What is full at the end of a day is full then, and
 * not when the next day begins.
 *
 * @throws Error for hours that never come to that much; no calendar that was accepted has them.
 */
export function addBusinessTime(hours: BusinessHours, start: Date, ms: number): Date {
  if (ms <= 0) return start;
  let left = ms;
  for (const intervals of hours.daysFrom(start.getTime())) {
    for (const [from, to] of intervals) {
      const begin = Math.max(from, start.getTime());
      if (to <= begin) continue;
      if (to - begin >= left) return new Date(begin + left);
      left -= to - begin;
    }
  }
  throw new Error(`The calendar has no ${ms} ms of business hours after ${start.toISOString()}.`);
}
