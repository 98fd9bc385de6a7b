import type { Details } from './details';
import { tokensOf } from './screening/tokens';

/**
 * A name and a date of birth in one form, to be digested under a key: the same for the same words in any order, whatever their case, accents and titles.
 *
 * @returns nothing where either is missing: half of it is many people's.
 */
export function nameKey({ firstName, lastName, dateOfBirth }: Details): string | undefined {
  if (firstName === undefined || lastName === undefined || dateOfBirth === undefined) return undefined;
  const words = tokensOf(`${firstName} ${lastName}`).map(({ text }) => text);
  return words.length === 0 ? undefined : JSON.stringify([words.sort(), dateOfBirth]);
}
