/**
 * How a letter is written to be read by people and not by filters: signs that look like it, and letters of other scripts
 * that cannot be told from it. @see https://www.unicode.org/reports/tr39/#Confusable_Detection
 */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  a: '@4аα', b: '8в', c: '(сϲ', d: 'ԁ', e: '3€еε', g: '9', h: 'һн', i: '1!|іι', j: 'ј', k: 'кκ', l: '1|!ӏ', m: 'м', n: 'п', o: '0оο', p: 'рρ', q: 'ԛ', s: '5$ѕ',
  t: '7+тτ', u: 'υ', v: 'ѵν', w: 'ԝ', x: 'хχ', y: 'уγ', z: '2',
};

/** What people put between letters, or in the place of spaces. No sign that stands for a letter is among them. */
const BETWEEN = `[.,_*~'’·\\-/\\\\]`;
const SPACE = `[\\s.,_*~'’·\\-/\\\\]`;

const escape = (character: string) => character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** All ways to write one letter. */
const classOf = (letter: string): string => `[${escape(letter)}${[...(LOOKS_LIKE[letter] ?? '')].map(escape).join('')}]`;

/**
 * A letter that stands there `count` times: exactly so often, or drawn out (`baaad`), which is three times or more. So
 * that `bot` does not catch `boot`. Bounded, as everything here is: two letters may be written with the same sign, and what
 * fits in many ways must not take for ever.
 */
const run = (letter: string, count: number): string => {
  const one = classOf(letter);
  const gap = `${BETWEEN}{0,2}`;
  return `(?:${Array.from({ length: count }, () => one).join(gap)}|${one}{${Math.max(3, count + 1)},16})`;
};

/** `aab` is a twice and b once. */
const runsOf = (word: string): [letter: string, count: number][] => {
  const runs: [string, number][] = [];
  for (const letter of word) {
    const last = runs.at(-1);
    if (last?.[0] === letter) last[1] += 1;
    else runs.push([letter, 1]);
  }
  return runs;
};

/** From so many letters on, a word is also looked for with every letter by itself (`b a d`). Two by themselves are innocent. */
const SPELLED_OUT = 3;

/** One word: as a whole, with signs between its letters, drawn out, or spelled out. */
function wordPattern(word: string): string {
  const whole = runsOf(word).map(([letter, count]) => run(letter, count)).join(`${BETWEEN}{0,2}`);
  const letters = [...word];
  return letters.length < SPELLED_OUT ? whole : `(?:${whole}|${letters.map(classOf).join(`${SPACE}{1,3}`)})`;
}

/**
 * Finds words of a list in folded text. A whole word only: a listed one inside another is another word.
 *
 * @param phrases folded words, or several with a space between them
 */
export function patternOf(phrases: readonly string[]): RegExp | undefined {
  // The longest first: of two that begin alike the longer one is covered whole.
  const known = [...new Set(phrases)].filter((phrase) => phrase !== '').sort((a, b) => b.length - a.length);
  if (known.length === 0) return undefined;
  const one = known.map((phrase) => phrase.split(/\s+/).map(wordPattern).join(`${SPACE}{1,3}`)).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${one})(?![\\p{L}\\p{N}])`, 'gu');
}
