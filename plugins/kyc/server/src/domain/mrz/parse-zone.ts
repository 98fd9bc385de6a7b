import { holds } from './check-digit';
import { birthDateOf, expiryDateOf } from './dates';
import { formatOf, guardOf, textAt, type FieldName, type Format, type FormatName } from './formats';
import { namesOf, type ZoneNames } from './names';
import { FILLER } from './signs';

export type Sex = 'female' | 'male' | 'unspecified';

/** What a zone says. Null stands for what it leaves open or says in a way that has no meaning. */
export interface ZoneContents {
  readonly format: FormatName;
  /** One or two letters: `P` passport, `I`, `A`, `C` cards, `V` visa. */
  readonly documentCode: string;
  /** Three letters of ISO 3166-1 or ICAO's additions (`UTO`, `XXA`); Germany is `D`. */
  readonly issuer: string;
  readonly nationality: string;
  readonly names: ZoneNames;
  readonly documentNumber: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly expiryDate: string | null;
  readonly sex: Sex | null;
  readonly optional: string;
  readonly optional2: string;
}

export interface ParsedZone {
  readonly contents: ZoneContents;
  /** Whether the check digit of each guarded field holds; fields without one are not named. */
  readonly checks: Readonly<Partial<Record<FieldName, boolean>>>;
  readonly doesCompositeHold: boolean;
}

const SEXES: Readonly<Record<string, Sex>> = { F: 'female', M: 'male', X: 'unspecified', '<': 'unspecified' };
const trimmed = (text: string) => text.replace(/<+$/, '').replaceAll(FILLER, ' ');

/**
 * Understands two lines of 44 or 36 signs, or three of 30; undefined for anything else. It judges nothing: a check digit that fails
 * is told, not thrown. `today` is `YYYY-MM-DD`, since a year has two digits.
 */
export function parseZone(lines: readonly string[], today: string): ParsedZone | undefined {
  const format = formatOf(lines.length, lines[0]?.length ?? 0);
  if (!format || lines.some((line) => line.length !== format.length || !/^[0-9A-Z<]+$/.test(line))) return undefined;
  const raw = (name: FieldName) => {
    const layout = format.fields.find((field) => field.name === name);
    return layout ? textAt(lines, layout) : '';
  };
  const number = documentNumberOf(format, lines);
  const checks: Partial<Record<FieldName, boolean>> = { documentNumber: number.isRight };
  for (const field of format.fields) {
    if (field.isGuarded && field.name !== 'documentNumber') checks[field.name] = holds(textAt(lines, field), textAt(lines, guardOf(field)));
  }
  return {
    contents: {
      format: format.name,
      documentCode: trimmed(raw('documentCode')),
      issuer: trimmed(raw('issuer')),
      nationality: trimmed(raw('nationality')),
      names: namesOf(raw('names')),
      documentNumber: number.value,
      birthDate: birthDateOf(raw('birthDate'), today),
      expiryDate: expiryDateOf(raw('expiryDate'), today),
      sex: SEXES[raw('sex')] ?? null,
      optional: trimmed(number.optional),
      optional2: trimmed(raw('optional2')),
    },
    checks,
    doesCompositeHold: doesCompositeHold(format, lines),
  };
}

export const doesCompositeHold = (format: Format, lines: readonly string[]): boolean =>
  holds(format.composite.map((span) => textAt(lines, span)).join(''), textAt(lines, format.compositeAt));

/**
 * A number of more than nine signs goes on in the optional data of TD1 and TD2, behind a filler in place of its check digit,
 * which then stands at its end (ICAO 9303 part 5 §4.2.2, note j).
 */
function documentNumberOf(format: Format, lines: readonly string[]): { value: string; isRight: boolean; optional: string } {
  const find = (name: FieldName) => format.fields.find((field) => field.name === name);
  const layout = find('documentNumber');
  const optionalLayout = find('optional');
  if (!layout || !optionalLayout) return { value: '', isRight: false, optional: '' };
  const head = textAt(lines, layout);
  const digit = textAt(lines, guardOf(layout));
  const optional = textAt(lines, optionalLayout);
  const rest = format.name !== 'TD3' && digit === FILLER && !head.includes(FILLER) ? /^([0-9A-Z]+)([0-9])(<.*)?$/.exec(optional) : null;
  if (!rest) return { value: trimmed(head), isRight: holds(head, digit), optional };
  const [, tail = '', guard = '', behind = ''] = rest;
  return { value: head + tail, isRight: holds(head + tail, guard), optional: behind.slice(1) };
}
