import type { Verdict, WordFilter } from '../port';
import { fold, type Folded } from './fold';
import { patternOf } from './pattern';

export interface WordListOptions {
  /** Words and phrases that are covered with `*`. */
  mask?: readonly string[];
  /** Words and phrases for which a message is refused. */
  refuse?: readonly string[];
}

/** Letters of the script in which most lists are written. Digits and signs alone spell nothing: an amount is an amount. */
const LATIN = /\p{Script=Latin}/u;

const isSpelled = (match: string, isLatin: boolean): boolean => !isLatin || LATIN.test(match);

/** Finds listed words however they are disguised: by case, accents, look-alikes, drawn out or spelled out. Never inside other words. */
export function wordList({ mask = [], refuse = [] }: WordListOptions): WordFilter {
  const finders = { mask: finderOf(mask), refuse: finderOf(refuse) };
  const isEmpty = mask.length + refuse.length === 0;
  return {
    code: 'word-list',
    check(text): Verdict {
      if (isEmpty) return { verdict: 'pass' };
      const folded = fold(text);
      if (finders.refuse(folded).length > 0) return { verdict: 'refuse' };
      const found = finders.mask(folded);
      return found.length === 0 ? { verdict: 'pass' } : { verdict: 'mask', text: cover(text, folded, found) };
    },
  };
}

type Span = readonly [start: number, end: number];

/** Words in Latin letters and others apart: a word of another script is not made of look-alikes. */
function finderOf(phrases: readonly string[]): (folded: Folded) => Span[] {
  const words = phrases.map((phrase) => fold(phrase.trim()).text);
  const searches = [true, false].flatMap((isLatin) => {
    const pattern = patternOf(words.filter((word) => LATIN.test(word) === isLatin));
    return pattern ? [{ pattern, isLatin }] : [];
  });
  return ({ text }) =>
    searches.flatMap(({ pattern, isLatin }) => [...text.matchAll(pattern)].filter(([match]) => isSpelled(match, isLatin)).map(({ 0: match, index }) => [index, index + match.length] as const));
}

/** Covers what stands at these places of the folded text, in the original. Spaces stay, so that lines break where they did. */
function cover(original: string, { from }: Folded, spans: readonly Span[]): string {
  let covered = '';
  let at = 0;
  for (const [first, last] of spans.toSorted(([a], [b]) => a - b)) {
    const [start, end] = [Math.max(from[first] ?? 0, at), from[last] ?? original.length];
    if (end <= start) continue;
    covered += original.slice(at, start) + original.slice(start, end).replace(/\S/gu, '*');
    at = end;
  }
  return covered + original.slice(at);
}
