import { INDEXES, signAt, type Alphabet } from './signs';

/** What a place may hold, the likeliest first, with the natural logarithm of each one's probability. */
export interface Place {
  readonly candidates: readonly { readonly sign: string; readonly log: number }[];
  /** Probability of the likeliest sign among all that the network knows, "none of them" included. */
  readonly confidence: number;
}

const CANDIDATES = 4;

/**
 * What the network saw in a cell, narrowed to what the format lets stand there. The confidence counts what was ruled out only
 * where signs look alike (O and 0): a place that shows a letter where digits stand is a place that was found wrongly.
 */
export function placeOf(logs: Float32Array, alphabet: Alphabet): Place {
  const allowed = INDEXES[alphabet];
  const ranked = allowed.map((index) => ({ sign: signAt(index), log: logs[index] ?? -Infinity })).toSorted((a, b) => b.log - a.log);
  const total = Math.log(ranked.reduce((sum, { log }) => sum + Math.exp(log), 0));
  const best = ranked[0];
  const alike = best === undefined ? 0 : (LOOKS_LIKE[best.sign] ?? '').split('').reduce((sum, sign) => sum + Math.exp(logs[indexOfSign(sign)] ?? -Infinity), Math.exp(best.log));
  return { candidates: ranked.slice(0, CANDIDATES).map(({ sign, log }) => ({ sign, log: log - total })), confidence: Math.min(1, alike) };
}

/** Signs of the other kind that OCR-B draws almost alike. */
const LOOKS_LIKE: Readonly<Record<string, string>> = { 0: 'OQD', O: '0', D: '0', Q: '0', 1: 'I', I: '1', 2: 'Z', Z: '2', 5: 'S', S: '5', 8: 'B', B: '8', 6: 'G', G: '6' };

const indexOfSign = (sign: string) => INDEXES.any.find((index) => signAt(index) === sign) ?? 0;

/** A reading of some places, and how much less likely it is than the likeliest (0 for that one). */
export interface Reading {
  readonly text: string;
  readonly cost: number;
}

/** So many places of one field are doubted at a time; more would be guessing. */
const MOST_CHANGES = 2;
/** A sign that is less likely than its place's best by so much is not considered. */
const DEAREST = 9;

/** The likeliest reading and those that differ from it in one or two places, the likeliest first. */
export function readingsOf(places: readonly Place[]): Reading[] {
  const plain = places.map(({ candidates }) => candidates[0]?.sign ?? '<');
  const changes = places.flatMap(({ candidates }, at) =>
    candidates.slice(1).map(({ sign, log }) => ({ at, sign, cost: (candidates[0]?.log ?? 0) - log })).filter(({ cost }) => cost < DEAREST),
  );
  const readings: Reading[] = [{ text: plain.join(''), cost: 0 }];
  const change = (from: number, signs: readonly string[], cost: number, left: number) => {
    for (let i = from; i < changes.length; i += 1) {
      const one = changes[i];
      if (!one) break;
      const changed = signs.with(one.at, one.sign);
      readings.push({ text: changed.join(''), cost: cost + one.cost });
      // The next change is of another place: those of one place follow each other.
      let next = i + 1;
      while (changes[next]?.at === one.at) next += 1;
      if (left > 1) change(next, changed, cost + one.cost, left - 1);
    }
  };
  change(0, plain, 0, MOST_CHANGES);
  return readings.toSorted((a, b) => a.cost - b.cost);
}
