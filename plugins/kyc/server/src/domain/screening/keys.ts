import type { Identity } from './match';
import { soundOf } from './sound';
import { TELLING, tokensOf, type SubjectKind, type Token } from './tokens';
import { leadingForm } from './words';

type Names = Pick<Identity, 'kind' | 'names' | 'weakNames'>;

/** Keys of one name come from so many of its words; a name of ten words would have hundreds. */
const MOST_WORDS = 5;
/** Words of which all orders are joined, for the writer who leaves the spaces out. */
const MOST_JOINED = 3;

/**
 * The keys under which an identity can be found: whoever is looked for under none of them is never compared with it. Two words
 * make a key, one by its whole sound and the other by its sound with one part left out, so that one misspelt word hides nobody, and one
 * common name does not find everybody.
 */
export const indexKeys = (names: Names): string[] => keysOf(names, ({ isInitial, letter, nearly }) => (isInitial ? [`${letter}.`] : [...nearly, `${letter}…`]));

/**
 * The keys under which an identity looks for others. If one finds the other, the other finds it: whoever a name would find on a
 * list, the list finds among people.
 */
export const searchKeys = (names: Names): string[] => keysOf(names, ({ isInitial, letter, nearly }) => (isInitial ? [`${letter}.`, `${letter}…`] : [...nearly, `${letter}.`]));

interface Word {
  text: string;
  /** How it sounds, whichever form of the name it is. */
  sound: string;
  /** What it has in common with its other spellings: its sound, or where that says too little, its letters. */
  whole: string;
  /** The sound, and the sound without each of its parts: of two words that differ in one part, these have one in common. */
  nearly: readonly string[];
  letter: string;
  /** A letter alone, of which the rest is not known. */
  isInitial: boolean;
}

function keysOf({ kind, names, weakNames = [] }: Names, beside: (word: Word) => readonly string[]): string[] {
  return [...new Set([...names, ...weakNames].flatMap((name) => keysOfName(name, kind, beside)))].sort();
}

function keysOfName(name: string, kind: SubjectKind, beside: (word: Word) => readonly string[]): string[] {
  const prefix = kind === 'person' ? 'p' : 'o';
  const words = telling(tokensOf(name, kind)).map(wordOf);
  const alone = words.length > 0 && words.length <= MOST_JOINED ? orders(words).map((order) => soundOf(order.map(({ text }) => text).join(''))) : [];
  const [only] = words;
  if (words.length === 1 && only) alone.push(only.sound);
  const pairs = words.flatMap((one) => words.filter((other) => other !== one).flatMap((other) => keysOfPair(one, other, beside)));
  return [...pairs, ...alone].map((key) => `${prefix}:${key}`);
}

function keysOfPair(one: Word, other: Word, beside: (word: Word) => readonly string[]): string[] {
  if (one.isInitial) return [];
  const keys = beside(other).map((part) => `${one.whole} ${part}`);
  // Neither has its whole sound in a key, so that two short words in other letters would not meet.
  const areShort = one.whole !== one.sound && other.whole !== other.sound && !other.isInitial;
  return areShort ? [...keys, `${one.sound}+${other.sound}`] : keys;
}

/** The words that say who it is; where there is none, whatever there is. */
function telling(tokens: readonly Token[]): readonly Token[] {
  const full = tokens.filter(({ weight }) => weight >= TELLING);
  return (full.length > 0 ? full : tokens).slice(0, MOST_WORDS);
}

/** Sounds of so few parts are those of many names. */
const SHORT_SOUND = 2;

function wordOf({ text }: Token): Word {
  const form = leadingForm(text);
  const sound = soundOf(form);
  const nearly = [...new Set([sound, ...[...sound].map((_, at) => sound.slice(0, at) + sound.slice(at + 1))])];
  return { text, sound, whole: sound.length <= SHORT_SOUND ? form : sound, nearly, letter: text.charAt(0), isInitial: text.length === 1 };
}

const orders = <T>(items: readonly T[]): T[][] => (items.length < 2 ? [[...items]] : items.flatMap((item) => orders(items.filter((other) => other !== item)).map((rest) => [item, ...rest])));
