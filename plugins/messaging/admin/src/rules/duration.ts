export const UNITS = ['minutes', 'hours'] as const;
export type Unit = (typeof UNITS)[number];

const SECONDS: Readonly<Record<Unit, number>> = { minutes: 60, hours: 3_600 };

/** The largest unit in which a time is a whole number; hours where there is none yet. */
export const unitOf = (seconds: number | null): Unit => (seconds === null || seconds % SECONDS.hours === 0 ? 'hours' : 'minutes');

export const countOf = (seconds: number | null, unit: Unit): number | null => (seconds === null ? null : seconds / SECONDS[unit]);

export const secondsOf = (count: number | null, unit: Unit): number | null => (count === null ? null : Math.round(count * SECONDS[unit]));

/** `1 h 30 min`. In hours at most: a day of business hours is no day. */
export function durationWords(seconds: number): string {
  const parts = [[Math.floor(seconds / 3_600), 'h'], [Math.floor(seconds / 60) % 60, 'min'], [seconds % 60, 's']] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(' ');
}
