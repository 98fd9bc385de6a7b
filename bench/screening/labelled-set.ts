import { DISTORTIONS } from './distortions.ts';
import { dateOfBirth, makePeople, type Person } from './people.ts';
import type { Random } from './random.ts';

/** Somebody to screen, and whom of the list they are. */
export interface Case {
  /** What was done to the name, or what kind of other person it is. */
  what: string;
  name: string;
  dateOfBirth: string | undefined;
  country: string | undefined;
  /** The id of the entry; undefined where it is nobody on the list. */
  isEntry: string | undefined;
}

/** People of the list written otherwise, and as many others. */
export function makeCases(random: Random, list: readonly Person[], ofEach: number): Case[] {
  const listed = Object.entries(DISTORTIONS).flatMap(([what, distort]) =>
    Array.from({ length: ofEach }, (): Case => {
      const person = random.pick(list);
      return { what, name: distort(random, person.words).join(' '), dateOfBirth: random.next() < 0.7 ? person.dateOfBirth : undefined, country: random.next() < 0.7 ? person.country : undefined, isEntry: person.id };
    }),
  );
  return [...listed, ...strangers(random, listed.length / 2), ...namesakes(random, list, listed.length / 4), ...relatives(random, list, listed.length / 4)];
}

/** Names made the same way, which may by chance come near to one of the list. */
const strangers = (random: Random, count: number): Case[] =>
  makePeople(random, count, 'stranger').map(({ words, dateOfBirth: born, country }) => ({ what: 'a stranger', name: words.join(' '), dateOfBirth: born, country, isEntry: undefined }));

/** The same name, born in another year. */
const namesakes = (random: Random, list: readonly Person[], count: number): Case[] =>
  Array.from({ length: count }, () => {
    const { words, country, dateOfBirth: theirs } = random.pick(list);
    const born = dateOfBirth(random);
    const otherYear = Math.abs(Number(born.slice(0, 4)) - Number(theirs.slice(0, 4))) > 2 ? born : `${Number(born.slice(0, 4)) < 1_970 ? 1_999 : 1_942}${born.slice(4)}`;
    return { what: 'a namesake born in another year', name: words.join(' '), dateOfBirth: otherYear, country, isEntry: undefined };
  });

/** Of the same family name, with another given name. */
const relatives = (random: Random, list: readonly Person[], count: number): Case[] =>
  Array.from({ length: count }, () => {
    const { words, country, culture } = random.pick(list);
    const other = makePeople(random, 200, 'relative').find((person) => person.culture === culture && person.words[0] !== words[0]);
    return { what: 'a relative', name: [other?.words[0] ?? 'Zebedee', ...words.slice(-1)].join(' '), dateOfBirth: dateOfBirth(random), country, isEntry: undefined };
  });
