import anyAscii from 'any-ascii';
import { soundOf } from './sound';
import { ORGANISATION_FORMS, PARTICLES, TITLES } from './words';

/** Whom a name belongs to: organisations have forms such as `Ltd`, people have titles. */
export type SubjectKind = 'person' | 'organization';

/** One word of a name. */
export interface Token {
  /** Lower-case ASCII letters and digits. */
  text: string;
  /** See `soundOf`. */
  sound: string;
  /** How much it says about who it is: 1 for a name, less for what writers leave out. */
  weight: number;
}

const PARTICLE_WEIGHT = 0.3;
const INITIAL_WEIGHT = 0.5;
const FORM_WEIGHT = 0.25;
/** Words of this weight and more say who it is; the rest is left out, abbreviated, or everybody's. */
export const TELLING = 0.5;
/** Names in a file may be whole sentences; more words than this say nothing more, and cost time. */
export const MOST_TOKENS = 10;

/** Romanised scripts without spaces come with each syllable in a capital, e.g. `WangXiaoMing`. */
const asWords = (text: string): string =>
  text.replace(/[^\p{ASCII}]+/gu, (foreign) => {
    const latin = anyAscii(foreign.normalize('NFC'));
    return /\p{Script=Han}|\p{Script=Hangul}/u.test(foreign) ? latin.replace(/(?<=[a-z])(?=[A-Z])/g, ' ') : latin;
  });

/**
 * The words of a name in one form to compare: transliterated to ASCII, in lower case, without punctuation and titles, sorted.
 * A name of nothing but titles keeps them. The same words in any order give the same tokens.
 */
export function tokensOf(name: string, kind: SubjectKind = 'person'): Token[] {
  const words = asWords(name).toLowerCase().replace(/['`’]/g, '').replace(/&/g, ' and ').split(/[^a-z0-9]+/).filter((word) => word !== '');
  const meaningful = kind === 'person' ? words.filter((word) => !TITLES.has(word)) : words;
  const tokens = (meaningful.length > 0 ? meaningful : words).map((text) => tokenOf(text, kind));
  return tokens.sort((a, b) => b.weight - a.weight || b.text.length - a.text.length || (a.text < b.text ? -1 : 1)).slice(0, MOST_TOKENS);
}

const MOST_KNOWN = 20_000;
const known = { person: new Map<string, Token>(), organization: new Map<string, Token>() };

/** The same words come again in every list; what they sound like is found out once. */
function tokenOf(text: string, kind: SubjectKind): Token {
  const words = known[kind];
  let token = words.get(text);
  if (token === undefined) {
    token = { text, sound: soundOf(text), weight: weightOf(text, kind) };
    if (words.size >= MOST_KNOWN) words.clear();
    words.set(text, token);
  }
  return token;
}

function weightOf(word: string, kind: SubjectKind): number {
  if (kind === 'organization') return ORGANISATION_FORMS.has(word) ? FORM_WEIGHT : 1;
  if (PARTICLES.has(word)) return PARTICLE_WEIGHT;
  return word.length === 1 ? INITIAL_WEIGHT : 1;
}
