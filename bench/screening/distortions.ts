import type { Random } from './random.ts';
import { SCRIPTS } from './scripts.ts';

type Words = readonly string[];

/** Ways in which the same name is written otherwise. Each is given a name's words and answers others. */
export const DISTORTIONS: Readonly<Record<string, (random: Random, words: Words) => Words>> = {
  same: (_, words) => words,
  'order of words': (_, words) => [...words.slice(-1), ...words.slice(0, -1)],
  'one typo': (random, words) => typo(random, words),
  'two typos': (random, words) => typo(random, typo(random, words)),
  'other spelling': (random, words) => words.map((word) => respell(random, word)),
  'another script': (random, words) => inScript(random, words),
  'no middle name': (_, words) => (words.length > 2 ? [...words.slice(0, 1), ...words.slice(-1)] : words),
  'a middle name more': (random, words) => [...words.slice(0, 1), random.pick(MORE), ...words.slice(1)],
  'an initial': (_, words) => words.map((word, at) => (at === 0 ? `${word.charAt(0)}.` : word)),
  'joined words': (_, words) => (words.length > 2 ? [words.slice(0, 2).join(''), ...words.slice(2)] : [words.join('')]),
  'a title': (random, words) => [random.pick(['Dr.', 'Alhaji', 'Mr', 'Chief', 'Prof.', 'Sheikh']), ...words],
  accents: (_, words) => words.map((word) => word.replace(/a/, 'á').replace(/o/, 'ọ').replace(/e/, 'é').replace(/n/, 'ñ')),
};

const MORE: Words = ['Emmanuel', 'Grace', 'Abdul', 'Marie', 'Alberto', 'Jun', 'Viktorovich'];

function inScript(random: Random, words: Words): Words {
  const write = random.pick(SCRIPTS);
  return words.map((word) => word.split('-').map(write).join(' '));
}

/** One letter left out, doubled, changed for a neighbour, or two that changed places: what fingers do. */
function typo(random: Random, words: Words): Words {
  const which = random.below(words.length);
  return words.map((word, nth) => (nth === which ? mistype(random, word) : word));
}

function mistype(random: Random, word: string): string {
  if (word.length < 4) return word;
  const at = random.below(word.length - 1);
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  return random.pick([
    () => before + after,
    () => before + letter + letter + after,
    () => before + random.pick([...'abcdefghijklmnoprstuvwyz']) + after,
    () => before + after.charAt(0) + letter + after.slice(1),
  ])();
}

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/ou/, 'u'], [/u/, 'oo'], [/ee|y/, 'i'], [/i(?=[a-z])/, 'y'], [/k/, 'q'], [/q/, 'k'], [/ph/, 'f'], [/v/, 'w'], [/ss/, 's'], [/mm/, 'm'], [/e/, 'a'], [/o/, 'u'], [/j/, 'dj'], [/sh/, 'sch'], [/z/, 's'], [/kh/, 'h'],
];

/** As another country's clerk writes what is heard. */
function respell(random: Random, word: string): string {
  const fitting = SPELLINGS.filter(([letters]) => letters.test(word.slice(1)));
  if (fitting.length === 0) return word;
  const [letters, instead] = random.pick(fitting);
  return word.charAt(0) + word.slice(1).replace(letters, instead);
}
