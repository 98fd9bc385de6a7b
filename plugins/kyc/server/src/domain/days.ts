const DAY_MS = 86_400_000;

/** Whole days at a place: from the beginning of the first up to, and without, the beginning of the last. */
export interface Days {
  /** e.g. `Africa/Lagos` */
  timeZone: string;
  /** e.g. `2026-11-01` */
  from: string;
  to: string;
}

export const lengthInDays = ({ from, to }: Pick<Days, 'from' | 'to'>): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Every day of it, also those on which nothing happened. */
export const daysOf = (days: Days): string[] => Array.from({ length: lengthInDays(days) }, (_, day) => new Date(Date.parse(days.from) + day * DAY_MS).toISOString().slice(0, 10));
