/** The 37 signs of a machine-readable zone (ICAO 9303 part 3 §4.3), in the order of their values; `<` stands for nothing. */
export const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<';
export const FILLER = '<';

/** What may stand in a place. */
export type Alphabet = 'letters' | 'digits' | 'any' | 'sex';

const PATTERNS: Readonly<Record<Alphabet, RegExp>> = { letters: /[A-Z<]/, digits: /[0-9<]/, any: /[0-9A-Z<]/, sex: /[MFX<]/ };

/** Indexes into `SIGNS`. */
export const INDEXES: Readonly<Record<Alphabet, readonly number[]>> = {
  letters: indexesOf(PATTERNS.letters),
  digits: indexesOf(PATTERNS.digits),
  any: indexesOf(PATTERNS.any),
  sex: indexesOf(PATTERNS.sex),
};

function indexesOf(pattern: RegExp): number[] {
  return [...SIGNS].flatMap((sign, index) => (pattern.test(sign) ? [index] : []));
}

export const signAt = (index: number): string => SIGNS.charAt(index);
