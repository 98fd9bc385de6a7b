import { POOLS, type NamePool } from './names.ts';
import type { Random } from './random.ts';

/** Somebody who does not exist, as a list would name them. */
export interface Person {
  id: string;
  culture: string;
  /** Given names, then the family name. */
  words: readonly string[];
  dateOfBirth: string;
  country: string;
}

/** As many different people as are asked for. The same names come again, as they do in the world. */
export function makePeople(random: Random, count: number, prefix: string): Person[] {
  return Array.from({ length: count }, (_, nth) => {
    const pool = random.pick(POOLS);
    const given = random.pickCommon(pool.given);
    const middle = pool.culture !== 'Chinese' && random.next() < 0.4 ? [random.pickCommon(pool.given)].filter((name) => name !== given) : [];
    return { id: `${prefix}-${nth}`, culture: pool.culture, words: [given, ...middle, familyName(random, pool)], dateOfBirth: dateOfBirth(random), country: random.pickCommon(pool.countries) };
  });
}

const familyName = (random: Random, { family }: NamePool): string => {
  const name = family.map((parts) => random.pick(parts)).join('');
  return name.startsWith('al-') ? `al-${capital(name.slice(3))}` : capital(name);
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

export function dateOfBirth(random: Random): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${1_940 + random.below(65)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
}
