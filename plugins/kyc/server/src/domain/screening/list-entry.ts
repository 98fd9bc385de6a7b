import { createHash } from 'node:crypto';
import { z } from '@strapi/utils';
import { indexKeys } from './keys';
import type { Identity } from './match';
import { isPartialDate } from './qualifiers';

const MOST_NAMES = 100;
const name = z.string().trim().min(1, 'A name is empty').max(500, 'A name has more than 500 characters');
const texts = z.array(z.string().trim().min(1).max(200)).max(100).default([]);

/** One line of a list, in our own form. Dates are as exact as they are known. */
export const listEntrySchema = z.strictObject({
  id: z.string().trim().min(1, 'An entry needs an id').max(200),
  kind: z.enum(['person', 'organization'], 'kind is "person" or "organization"'),
  names: z.array(name).min(1, 'An entry needs a name').max(MOST_NAMES),
  weakNames: z.array(name).max(MOST_NAMES).default([]),
  datesOfBirth: z.array(z.string().refine(isPartialDate, 'A date of birth is "1970", "1970-05" or "1970-05-17"')).max(20).default([]),
  countries: z.array(z.string().regex(/^[A-Za-z]{2}$/, 'A country is two letters, e.g. "NG"').toUpperCase()).max(50).default([]),
  programs: texts,
});

/** Whom a list names. What it says is public; nothing here is about people of ours. */
export type ListEntry = z.output<typeof listEntrySchema>;

/** What tells two versions of an entry apart: the same content in any order of its parts has the same. */
export function revisionOf({ kind, names, weakNames, datesOfBirth, countries, programs }: ListEntry): string {
  const [first, ...others] = names;
  const content = [kind, first, others.toSorted(), weakNames.toSorted(), datesOfBirth.toSorted(), countries.toSorted(), programs.toSorted()];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** A key as a number of 64 bits, as PostgreSQL indexes it. Two keys of one number only mean one comparison more. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest().readBigInt64BE().toString();

export const entryKeys = (entry: Pick<Identity, 'kind' | 'names' | 'weakNames'>): string[] => indexKeys(entry).map(hashKey);
