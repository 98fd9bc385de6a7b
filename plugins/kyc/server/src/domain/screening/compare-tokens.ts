import { jaroWinkler } from './jaro-winkler';
import type { Token } from './tokens';
import { areForms } from './words';

/** What two words share that are forms of one name, e.g. Bill and William. */
const SAME_NAME = 0.93;
/** What two words share that sound alike and are spelt alike somewhat, e.g. Gaddafi and Qadhafi. */
const SAME_SOUND = 0.92;
/** Of scripts without vowels letters are all that there is to compare. */
const SAME_CONSONANTS = 0.9;
const INITIAL_OF = 0.85;
/** Words that are less alike are two words, not two spellings. */
const LEAST = 0.78;
const SHORTEST_SOUND = 2;

/** How far two words may be one, from 0 to 1; the same either way round. Below what spellings differ by it is 0. */
export function compareTokens(left: Pick<Token, 'text' | 'sound'>, right: Pick<Token, 'text' | 'sound'>): number {
  const a = left.text;
  const b = right.text;
  if (a === b) return 1;
  if (a.length === 1 || b.length === 1) return a.charAt(0) === b.charAt(0) ? INITIAL_OF : 0;
  if (areForms(a, b)) return SAME_NAME;
  const letters = jaroWinkler(a, b);
  const similarity = Math.max(letters, left.sound === right.sound ? heard(left, b, letters) : 0);
  return similarity < LEAST ? 0 : similarity;
}

function heard({ text: a, sound }: Pick<Token, 'text' | 'sound'>, b: string, letters: number): number {
  if (sound.length < SHORTEST_SOUND) return 0;
  if (!/[aeiou]/.test(a) || !/[aeiou]/.test(b)) return SAME_CONSONANTS;
  return letters >= (sound.length > SHORTEST_SOUND ? 0.6 : 0.8) ? SAME_SOUND : 0;
}
