import { compareNames, type Agreement, type NameToCompare } from './compare-names';
import type { Sex, ZoneContents } from './parse-zone';

/** What a person typed, as far as they did. Dates are `YYYY-MM-DD`, states three letters of ISO 3166-1. */
export interface TypedDetails {
  readonly name?: NameToCompare;
  readonly birthDate?: string;
  readonly expiryDate?: string;
  readonly documentNumber?: string;
  readonly nationality?: string;
  readonly issuer?: string;
  readonly sex?: Sex;
}

export type ComparedField = keyof TypedDetails;
export type Comparison = Readonly<Record<ComparedField, Agreement>>;

/** Advice to whoever reviews, field by field; it decides nothing. */
export function compareMrz(zone: ZoneContents, typed: TypedDetails): Comparison {
  return {
    name: typed.name === undefined ? 'missing' : compareNames(zone.names, typed.name),
    birthDate: compareDates(zone.birthDate, typed.birthDate),
    expiryDate: compareDates(zone.expiryDate, typed.expiryDate),
    documentNumber: compareNumbers(zone.documentNumber, typed.documentNumber),
    nationality: compareStates(zone.nationality, typed.nationality),
    issuer: compareStates(zone.issuer, typed.issuer),
    sex: isThere(zone.sex) && isThere(typed.sex) ? (zone.sex === typed.sex ? 'same' : 'different') : 'missing',
  };
}

const isThere = (value: string | null | undefined): value is string => value !== null && value !== undefined && value !== '';

/** Similar: day and month swapped, or one digit mistyped. */
function compareDates(zone: string | null, typed: string | undefined): Agreement {
  if (!isThere(zone) || !isThere(typed)) return 'missing';
  if (zone === typed) return 'same';
  const [year, month, day] = zone.split('-');
  return typed === `${year}-${day}-${month}` || digitsApart(zone, typed) === 1 ? 'similar' : 'different';
}

/** Similar: letters that are taken for digits, one sign mistyped, two swapped. */
function compareNumbers(zone: string, typed: string | undefined): Agreement {
  const [a, b] = [plain(zone), plain(typed ?? '')];
  if (a === '' || b === '') return 'missing';
  if (a === b) return 'same';
  return alike(a) === alike(b) || digitsApart(a, b) === 1 || areSwapped(a, b) ? 'similar' : 'different';
}

const plain = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
const alike = (text: string) => text.replace(/[OQD]/g, '0').replaceAll('I', '1').replaceAll('Z', '2').replaceAll('S', '5').replaceAll('B', '8').replaceAll('G', '6');
const digitsApart = (a: string, b: string) => (a.length === b.length ? [...a].filter((sign, i) => sign !== b[i]).length : Infinity);

function areSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((sign, i) => sign !== b[i]);
  return digitsApart(a, b) === 2 && a[at] === b[at + 1] && a[at + 1] === b[at];
}

/** Germany is `D` in zones, and British nationals have codes of their own. */
const OTHER_CODES: Readonly<Record<string, string>> = { D: 'DEU', GBD: 'GBR', GBN: 'GBR', GBO: 'GBR', GBP: 'GBR', GBS: 'GBR', RKS: 'XKX' };
const stateOf = (code: string) => OTHER_CODES[code] ?? code;

function compareStates(zone: string, typed: string | undefined): Agreement {
  if (!isThere(zone) || !isThere(typed)) return 'missing';
  return stateOf(zone) === stateOf(typed.toUpperCase()) ? 'same' : 'different';
}
