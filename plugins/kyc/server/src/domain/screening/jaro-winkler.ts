/** At most so many leading characters count as a common beginning, each worth `PREFIX_WEIGHT` of what is missing to 1. */
const LONGEST_PREFIX = 4;
const PREFIX_WEIGHT = 0.1;

/**
 * How alike two words are, from 0 to 1, the same either way round: characters in common not too far from their place, fewer
 * for each two that changed places, more for a common beginning, where writers err least.
 *
 * @see W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules", 1990
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1;
  const similarity = jaro(a, b);
  let prefix = 0;
  while (prefix < LONGEST_PREFIX && prefix < Math.min(a.length, b.length) && a[prefix] === b[prefix]) prefix += 1;
  return similarity + prefix * PREFIX_WEIGHT * (1 - similarity);
}

/** Reused for every pair of words: to make them anew would cost more than the comparison. Names are shorter; what is not grows them. */
let takenShort = new Uint8Array(64);
let takenLong = new Uint8Array(64);

function jaro(a: string, b: string): number {
  // Which one is walked through decides where letters repeat, so it does not depend on the order of the arguments.
  const [short, long] = a.length < b.length || (a.length === b.length && a < b) ? [a, b] : [b, a];
  if (long.length > takenLong.length) [takenShort, takenLong] = [new Uint8Array(long.length), new Uint8Array(long.length)];
  takenShort.fill(0, 0, short.length);
  takenLong.fill(0, 0, long.length);
  const reach = Math.max(0, (long.length >> 1) - 1);
  let found = 0;
  for (let at = 0; at < short.length; at += 1) {
    const end = Math.min(long.length, at + reach + 1);
    for (let other = Math.max(0, at - reach); other < end; other += 1) {
      if (takenLong[other] === 1 || short.charCodeAt(at) !== long.charCodeAt(other)) continue;
      takenLong[other] = 1;
      takenShort[at] = 1;
      found += 1;
      break;
    }
  }
  return found === 0 ? 0 : (found / short.length + found / long.length + (found - misplaced(short, long) / 2) / found) / 3;
}

/** How many letters in common come in another order. */
function misplaced(short: string, long: string): number {
  let count = 0;
  let other = 0;
  for (let at = 0; at < short.length; at += 1) {
    if (takenShort[at] !== 1) continue;
    while (takenLong[other] !== 1) other += 1;
    if (short.charCodeAt(at) !== long.charCodeAt(other)) count += 1;
    other += 1;
  }
  return count;
}
