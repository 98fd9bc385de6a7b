const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** `3 minutes ago`; `undefined` after a month, when the date says more. */
export function relativeTime(at: string, locale: string, now = Date.now()): string | undefined {
  const seconds = Math.round((Date.parse(at) - now) / 1_000);
  if (Math.abs(seconds) > 30 * 86_400) return undefined;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}

/** In the reader's zone: `22 Nov 2026, 18:36:09`. */
export const absoluteTime = (at: string, locale: string): string =>
  new Date(at).toLocaleString(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** A day such as `2026-11-22`, which is a day in UTC: `22 Nov`. */
export const shortDay = (day: string, locale: string): string => new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** The calendar day that somebody picked, whatever their zone. */
export const dayOf = (picked: Date): string => [picked.getFullYear(), picked.getMonth() + 1, picked.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** Days from `day` on; negative: back. */
export const addDays = (day: string, count: number): string => new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);

export const todayUtc = (): string => new Date().toISOString().slice(0, 10);
