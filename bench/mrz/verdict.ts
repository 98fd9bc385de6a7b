/** What came of the pictures of one kind. */
export interface Tally {
  kind: string;
  pictures: number;
  readable: number;
  /** Of the readable ones: every sign of every line. */
  exact: number;
  /** Of all pictures. */
  verified: number;
  verifiedWrong: number;
  millis: number[];
}

/** Of what a person can read, so many of a hundred exactly; and no wrong field verified, readable or not. */
const LEAST_EXACT_PERCENT = 85;

export const emptyTally = (kind: string): Tally => ({ kind, pictures: 0, readable: 0, exact: 0, verified: 0, verifiedWrong: 0, millis: [] });

export const sumOf = (tallies: readonly Tally[]): Tally =>
  tallies.reduce((sum, one) => ({
    kind: 'all', pictures: sum.pictures + one.pictures, readable: sum.readable + one.readable, exact: sum.exact + one.exact,
    verified: sum.verified + one.verified, verifiedWrong: sum.verifiedWrong + one.verifiedWrong, millis: [...sum.millis, ...one.millis],
  }), emptyTally('all'));

export const exactPercent = ({ exact, readable }: Tally): number => (readable === 0 ? 0 : (100 * exact) / readable);

export const isMet = (total: Tally): boolean => exactPercent(total) >= LEAST_EXACT_PERCENT && total.verifiedWrong === 0;

const at = (values: readonly number[], share: number) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

export const rowOf = (tally: Tally): string =>
  [
    tally.kind.padEnd(16), String(tally.pictures).padStart(5), String(tally.readable).padStart(9), `${exactPercent(tally).toFixed(1)} %`.padStart(9),
    String(tally.verified).padStart(9), String(tally.verifiedWrong).padStart(6), `${at(tally.millis, 0.5).toFixed(0)} ms`.padStart(9), `${at(tally.millis, 0.95).toFixed(0)} ms`.padStart(9),
  ].join('');

export const HEADING = `${'kind'.padEnd(16)}${'all'.padStart(5)}${'readable'.padStart(9)}${'exact'.padStart(9)}${'verified'.padStart(9)}${'wrong'.padStart(6)}${'median'.padStart(9)}${'p95'.padStart(9)}`;
