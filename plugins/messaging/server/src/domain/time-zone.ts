/** Milliseconds of a day on the calendar; the day itself may be longer or shorter where clocks change. */
export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** What the clocks of a zone show at an instant, as the milliseconds that would show the same in UTC. */
export function wallTime(zone: string, at: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  // Of a year below 100 `Date.UTC` would make one of the last century; no such instant comes here.
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1_000) + 1_000) % 1_000);
}

const offset = (zone: string, at: number): number => wallTime(zone, at) - at;

/**
 * The first instant at which the clocks of a zone have reached `wall` (as `wallTime` says it). Where an hour comes twice
 * that is in the first; where an hour is left out, the moment of the change. So a later `wall` is never an earlier instant.
 */
export function firstInstantAt(zone: string, wall: number): number {
  // No place is further ahead of UTC than 14 hours, or further behind than 12; clocks do not change twice in two days.
  const before = offset(zone, wall - 15 * HOUR_MS);
  const after = offset(zone, wall + 13 * HOUR_MS);
  if (before === after) return wall - before;
  const byOldOffset = wall - before;
  const byNewOffset = wall - after;
  if (offset(zone, byOldOffset) === before) return byOldOffset;
  if (offset(zone, byNewOffset) === after) return byNewOffset;
  return changeBetween(zone, byNewOffset, byOldOffset);
}

/** When the clocks change between two instants, to the millisecond: they show the old offset at the first, the new at the second. */
function changeBetween(zone: string, last: number, first: number): number {
  const old = offset(zone, last);
  let [low, high] = [last, first];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(zone, middle) === old) low = middle;
    else high = middle;
  }
  return high;
}
