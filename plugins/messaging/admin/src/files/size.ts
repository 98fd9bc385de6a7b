const UNITS = [
  ['megabyte', 1_000_000, 1],
  ['kilobyte', 1_000, 0],
  ['byte', 1, 0],
] as const;

/** What a file weighs, for people: `48 kB`. */
export function sizeText(bytes: number, locale: string): string {
  const [unit, one, digits] = UNITS.find(([, least]) => bytes >= least) ?? UNITS[2];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits }).format(bytes / one);
}
