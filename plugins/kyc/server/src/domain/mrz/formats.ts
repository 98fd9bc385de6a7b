import type { Alphabet } from './signs';

/** Sizes of machine-readable documents: cards (TD1), larger cards (TD2), passports (TD3); ICAO 9303 parts 4 to 6. */
export type FormatName = 'TD1' | 'TD2' | 'TD3';
export type FieldName = 'documentCode' | 'issuer' | 'names' | 'documentNumber' | 'nationality' | 'birthDate' | 'sex' | 'expiryDate' | 'optional' | 'optional2';

/** A piece of a line; `from` counts from 0. */
export interface Span {
  readonly line: number;
  readonly from: number;
  readonly length: number;
}

export interface FieldLayout extends Span {
  readonly name: FieldName;
  readonly alphabet: Alphabet;
  /** Whether the sign behind it is its check digit. */
  readonly isGuarded: boolean;
}

export interface Format {
  readonly name: FormatName;
  readonly lines: number;
  readonly length: number;
  readonly fields: readonly FieldLayout[];
  /** What the composite check digit guards, in this order, and where that digit stands. */
  readonly composite: readonly Span[];
  readonly compositeAt: Span;
}

const span = (line: number, from: number, length: number): Span => ({ line, from, length });
const field = (name: FieldName, alphabet: Alphabet, line: number, from: number, length: number, isGuarded = false): FieldLayout => ({ name, alphabet, line, from, length, isGuarded });

const head = [field('documentCode', 'letters', 0, 0, 2), field('issuer', 'letters', 0, 2, 3)];

/** The second line of TD2 and TD3, as far as they agree. */
const secondLine = [
  field('documentNumber', 'any', 1, 0, 9, true),
  field('nationality', 'letters', 1, 10, 3),
  field('birthDate', 'digits', 1, 13, 6, true),
  field('sex', 'sex', 1, 20, 1),
  field('expiryDate', 'digits', 1, 21, 6, true),
];

export const FORMATS: readonly Format[] = [
  {
    name: 'TD1',
    lines: 3,
    length: 30,
    fields: [
      ...head,
      field('documentNumber', 'any', 0, 5, 9, true),
      field('optional', 'any', 0, 15, 15),
      field('birthDate', 'digits', 1, 0, 6, true),
      field('sex', 'sex', 1, 7, 1),
      field('expiryDate', 'digits', 1, 8, 6, true),
      field('nationality', 'letters', 1, 15, 3),
      field('optional2', 'any', 1, 18, 11),
      field('names', 'letters', 2, 0, 30),
    ],
    composite: [span(0, 5, 25), span(1, 0, 7), span(1, 8, 7), span(1, 18, 11)],
    compositeAt: span(1, 29, 1),
  },
  {
    name: 'TD2',
    lines: 2,
    length: 36,
    fields: [...head, field('names', 'letters', 0, 5, 31), ...secondLine, field('optional', 'any', 1, 28, 7)],
    composite: [span(1, 0, 10), span(1, 13, 7), span(1, 21, 14)],
    compositeAt: span(1, 35, 1),
  },
  {
    name: 'TD3',
    lines: 2,
    length: 44,
    fields: [...head, field('names', 'letters', 0, 5, 39), ...secondLine, field('optional', 'any', 1, 28, 14, true)],
    composite: [span(1, 0, 10), span(1, 13, 7), span(1, 21, 22)],
    compositeAt: span(1, 43, 1),
  },
];

export const formatOf = (lines: number, length: number): Format | undefined => FORMATS.find((format) => format.lines === lines && format.length === length);

export const textAt = (lines: readonly string[], { line, from, length }: Span): string => (lines[line] ?? '').slice(from, from + length);

export const guardOf = ({ line, from, length }: Span): Span => ({ line, from: from + length, length: 1 });

/** What may stand in each place of each line; check digits are digits. */
export const alphabetsOf = (format: Format): Alphabet[][] => {
  const places = Array.from({ length: format.lines }, () => Array.from({ length: format.length }, (): Alphabet => 'digits'));
  for (const { line, from, length, alphabet } of format.fields) places[line]?.fill(alphabet, from, from + length);
  return places;
};
