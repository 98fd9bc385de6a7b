import { transliterate } from './transliteration';

/** How two values agree; `missing`: one of them is not there. */
export type Agreement = 'same' | 'similar' | 'different' | 'missing';

export interface NameInZone {
  readonly primary: string;
  readonly secondary: string;
  readonly mayBeTruncated: boolean;
}

/** Names as a person types them, or as a bank keeps them: in two fields, or in one. */
export type NameToCompare = { readonly lastName: string; readonly firstName: string } | { readonly fullName: string };

/**
 * - `same`: the same parts in the same fields, whatever their order within; a letter with a mark may be written either way.
 * - `similar`: all parts of one side are found on the other (a middle name is left out, the fields are swapped, an initial, what a
 *   full zone cut off), or parts differ in one letter.
 */
export function compareNames(zone: NameInZone, other: NameToCompare): Agreement {
  const inZone = [...words(zone.primary), ...words(zone.secondary)];
  const spellings = [false, true].map((isPlain) => ('fullName' in other ? words(transliterate(other.fullName, isPlain)) : [...words(transliterate(other.lastName, isPlain)), ...words(transliterate(other.firstName, isPlain))]));
  if (inZone.length === 0 || spellings.every((parts) => parts.length === 0)) return 'missing';
  if (spellings.some((parts) => isSameSet(parts, inZone)) && !areSwapped(zone, other)) return 'same';
  return spellings.some((parts) => isWithin(parts, inZone, zone.mayBeTruncated)) ? 'similar' : 'different';
}

const words = (text: string) => text.split(' ').filter(Boolean);
const isSameSet = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.toSorted().join(' ') === b.toSorted().join(' ');

function areSwapped(zone: NameInZone, other: NameToCompare): boolean {
  if ('fullName' in other) return false;
  return [false, true].every((isPlain) => !isSameSet(words(transliterate(other.lastName, isPlain)), words(zone.primary)));
}

/** Whether each part of the shorter side has one of its own on the longer; one part of a name is not enough unless there is one. */
function isWithin(a: readonly string[], b: readonly string[], mayBeTruncated: boolean): boolean {
  const [fewer, more] = a.length <= b.length ? [a, [...b]] : [b, [...a]];
  if (fewer.length < Math.min(2, more.length)) return false;
  let whole = 0;
  const areAllFound = fewer.toSorted((x, y) => y.length - x.length).every((part) => {
    const at = more.findIndex((candidate) => candidate === part);
    const near = at === -1 ? more.findIndex((candidate) => isNear(part, candidate, mayBeTruncated)) : at;
    if (near === -1) return false;
    whole += Math.min(part.length, more[near]?.length ?? 0) > 1 ? 1 : 0;
    more.splice(near, 1);
    return true;
  });
  // Initials alone agree with half the world.
  return areAllFound && whole >= Math.min(2, fewer.length);
}

const SHORTEST_WITH_ERROR = 4;
const SHORTEST_CUT = 2;

function isNear(a: string, b: string, mayBeTruncated: boolean): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 1) return long.startsWith(short);
  if (mayBeTruncated && short.length >= SHORTEST_CUT && long.startsWith(short)) return true;
  return short.length >= SHORTEST_WITH_ERROR && isOneEditApart(short, long);
}

/** One letter changed, added, left out, or two neighbours swapped. */
function isOneEditApart(short: string, long: string): boolean {
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const [restShort, restLong] = [short.slice(at), long.slice(at)];
  if (short.length < long.length) return restShort === restLong.slice(1);
  return restShort.slice(1) === restLong.slice(1) || (restShort[0] === restLong[1] && restShort[1] === restLong[0] && restShort.slice(2) === restLong.slice(2));
}
