/** What the two sides say about one qualifier, and by how much that moves the score. */
export interface Qualifier {
  verdict: 'same' | 'near' | 'different' | 'unknown';
  /** Added to the likeness of the names, −1 to 1. */
  effect: number;
}

const UNKNOWN: Qualifier = { verdict: 'unknown', effect: 0 };

/** `1970`, `1970-05` or `1970-05-17`. Lists often know no more than the year. */
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

export const isPartialDate = (text: string): boolean => DATE.test(text);

const parts = (date: string): string[] => DATE.exec(date)?.slice(1).filter((part) => part !== undefined) ?? [];

/**
 * Compares dates of birth as far as both are known. Lists err: a year beside, and day and month the wrong way round, say nothing
 * against; several years do, and much.
 */
export function compareDates(ours: readonly string[], theirs: readonly string[]): Qualifier {
  const verdicts = ours.flatMap((one) => theirs.map((other) => compareTwo(parts(one), parts(other))));
  return verdicts.reduce<Qualifier | undefined>((best, verdict) => (best === undefined || verdict.effect > best.effect ? verdict : best), undefined) ?? UNKNOWN;
}

function compareTwo(a: string[], b: string[]): Qualifier {
  const [yearA, monthA, dayA] = a;
  const [yearB, monthB, dayB] = b;
  if (yearA === undefined || yearB === undefined) return UNKNOWN;
  const years = Math.abs(Number(yearA) - Number(yearB));
  if (years > 1) return { verdict: 'different', effect: years > 2 ? -0.25 : -0.15 };
  const isSameDay = monthA !== undefined && dayA !== undefined && monthA === monthB && dayA === dayB;
  const isTurned = dayA !== undefined && monthA === dayB && dayA === monthB;
  if (years === 1) return isSameDay ? { verdict: 'near', effect: 0 } : { verdict: 'near', effect: -0.05 };
  if (isSameDay) return { verdict: 'same', effect: 0.05 };
  if (isTurned) return { verdict: 'near', effect: 0 };
  if (monthA === undefined || monthB === undefined) return { verdict: 'same', effect: 0.02 };
  if (dayA === undefined || dayB === undefined) return monthA === monthB ? { verdict: 'same', effect: 0.03 } : { verdict: 'near', effect: -0.1 };
  return { verdict: 'near', effect: -0.1 };
}

/** ISO 3166-1 alpha-2, any letter case. People have several, and lists know some: none in common says little. */
export function compareCountries(ours: readonly string[], theirs: readonly string[]): Qualifier {
  if (ours.length === 0 || theirs.length === 0) return UNKNOWN;
  const known = new Set(ours.map((country) => country.toUpperCase()));
  return theirs.some((country) => known.has(country.toUpperCase())) ? { verdict: 'same', effect: 0.02 } : { verdict: 'different', effect: -0.05 };
}
