import { FILLER, SIGNS } from './signs';

/** ICAO 9303 part 3 §4.9: repeated from the left. */
const WEIGHTS = [7, 3, 1];

/** Digits count as themselves, letters from A = 10 to Z = 35, the filler as 0. Undefined for what is no sign. */
export function valueOf(sign: string): number | undefined {
  if (sign === FILLER) return 0;
  const value = SIGNS.indexOf(sign);
  return value === -1 || sign.length !== 1 ? undefined : value;
}

/** The digit that guards `text`. */
export function checkDigitOf(text: string): string {
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) sum += (valueOf(text.charAt(i)) ?? 0) * (WEIGHTS[i % WEIGHTS.length] ?? 0);
  return String(sum % 10);
}

/** Whether `digit` guards `text`. A field that is empty altogether may have a filler in place of its 0. */
export const holds = (text: string, digit: string): boolean => checkDigitOf(text) === digit || (digit === FILLER && /^<*$/.test(text));
