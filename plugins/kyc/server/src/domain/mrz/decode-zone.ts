import { holds } from './check-digit';
import { placeOf, readingsOf, type Place, type Reading } from './decode-cells';
import { alphabetsOf, guardOf, type FieldLayout, type FieldName, type Format, type Span } from './formats';
import { doesCompositeHold, parseZone, type ParsedZone } from './parse-zone';

/**
 * - `verified`: what was seen holds its check digit and the zone's composite one, and nothing near it does as well.
 * - `read`: seen clearly, but no digit guards it (names, issuer, nationality, sex), or the guard alone is not enough.
 * - `doubtful`: seen unclearly, put right with the help of a check digit, or against one.
 */
export type FieldState = 'verified' | 'read' | 'doubtful';

export interface DecodedZone {
  readonly lines: readonly string[];
  readonly parsed: ParsedZone;
  readonly states: Readonly<Record<FieldName, FieldState>>;
  /** The least confidence of each field's signs, from 0 to 1. */
  readonly confidences: Readonly<Record<FieldName, number>>;
}

/** Each sign of a verified field is at least so certain by itself … */
const VERIFIED_CONFIDENCE = 0.9;
/** … and any other reading of the field that holds its digit is less likely by this factor (natural logarithm). */
const VERIFIED_MARGIN = 5;
/** Below it a field that has no digit is doubtful. */
const READ_CONFIDENCE = 0.8;
/** A reading may be put right by its check digit when it costs at most so much, and the next best so much more. */
const REPAIR = { mostCost: 7, leastMargin: 1 };

/** Makes the best text of what was seen, cell by cell: `logs[line][cell]` as `classify` gives them. */
export function decodeZone(format: Format, logs: readonly (readonly Float32Array[])[], today: string): DecodedZone | undefined {
  const places = alphabetsOf(format).map((row, line) => row.map((alphabet, k) => placeOf(logs[line]?.[k] ?? new Float32Array(), alphabet)));
  const plain = places.map((row) => row.map(({ candidates }) => candidates[0]?.sign ?? '<').join(''));
  const lines = repaired(format, plain, places);
  const parsed = parseZone(lines, today);
  if (!parsed) return undefined;
  const states: Partial<Record<FieldName, FieldState>> = {};
  const confidences: Partial<Record<FieldName, number>> = {};
  for (const field of format.fields) {
    const confidence = confidenceOf(placesAt(places, field));
    confidences[field.name] = confidence;
    states[field.name] = stateOf({ format, field, places, plain, lines, parsed, confidence });
  }
  return { lines, parsed, states: { ...NONE_READ, ...states }, confidences: { ...NOTHING_SEEN, ...confidences } };
}

interface Judged {
  format: Format;
  field: FieldLayout;
  places: readonly (readonly Place[])[];
  plain: readonly string[];
  lines: readonly string[];
  parsed: ParsedZone;
  confidence: number;
}

function stateOf({ format, field, places, plain, lines, parsed, confidence }: Judged): FieldState {
  const check = parsed.checks[field.name];
  const wasRepaired = textIn(plain, field) !== textIn(lines, field) || (check !== undefined && textIn(plain, guardOf(field)) !== textIn(lines, guardOf(field)));
  if (wasRepaired || check === false) return 'doubtful';
  const isClear = confidence >= READ_CONFIDENCE;
  if (!isClear) return 'doubtful';
  if (check !== true || !hasMeaning(field.name, parsed)) return 'read';
  // A number that goes on in the optional data has its digit there: what is told of it must hold for all its signs.
  const spans = field.name === 'documentNumber' && parsed.contents.documentNumber.length > field.length ? [field, ...format.fields.filter(({ name }) => name === 'optional')] : [field];
  const guarded = spans.flatMap((span) => placesAt(places, span));
  const signs = spans.length > 1 ? guarded : [...guarded, ...placesAt(places, guardOf(field))];
  const isCertain = confidenceOf(signs) >= VERIFIED_CONFIDENCE && doesCompositeHold(format, plain) && confidenceOf(placesAt(places, format.compositeAt)) >= VERIFIED_CONFIDENCE;
  if (!isCertain) return 'read';
  const rival = spans.length > 1 ? closest(signs) : readingsOf(signs).slice(1).find(({ text }) => holds(text.slice(0, -1), text.slice(-1)));
  return rival === undefined || rival.cost >= VERIFIED_MARGIN ? 'verified' : 'read';
}

/** The next best reading, whether or not it holds: stricter than needed, for what is rare. */
const closest = (signs: readonly Place[]): Reading | undefined => readingsOf(signs)[1];

/** A day that does not exist is not verified by its digit. */
function hasMeaning(name: FieldName, { contents }: ParsedZone): boolean {
  if (name === 'birthDate') return contents.birthDate !== null;
  if (name === 'expiryDate') return contents.expiryDate !== null;
  return name !== 'documentNumber' || contents.documentNumber !== '';
}

/** Puts guarded fields right whose digit fails, where one other reading stands out; then, likewise, what the composite digit guards alone. */
function repaired(format: Format, plain: readonly string[], places: readonly (readonly Place[])[]): string[] {
  const lines = [...plain];
  const write = ({ line, from, length }: Span, text: string) => {
    const row = lines[line] ?? '';
    lines[line] = row.slice(0, from) + text + row.slice(from + length);
  };
  for (const field of format.fields.filter(({ isGuarded }) => isGuarded)) {
    const whole = { ...field, length: field.length + 1 };
    const isGood = (text: string) => holds(text.slice(0, -1), text.slice(-1)) && (field.alphabet !== 'digits' || isDay(text.slice(0, -1)));
    const isLong = field.name === 'documentNumber' && format.name !== 'TD3' && textIn(plain, guardOf(field)) === '<';
    if (isLong || isGood(textIn(lines, whole))) continue;
    const [best, next] = readingsOf(placesAt(places, whole)).filter(({ text }) => isGood(text));
    if (best && best.cost <= REPAIR.mostCost && (next?.cost ?? Infinity) - best.cost >= REPAIR.leastMargin) write(whole, best.text);
  }
  if (doesCompositeHold(format, lines)) return lines;
  const alone = [...format.fields.filter(({ name, isGuarded }) => !isGuarded && (name === 'optional' || name === 'optional2')), format.compositeAt];
  const before = [...lines];
  const fits: { span: Span; reading: Reading }[] = [];
  for (const span of alone) {
    for (const reading of readingsOf(placesAt(places, span))) {
      lines.splice(0, lines.length, ...before);
      write(span, reading.text);
      if (reading.cost <= REPAIR.mostCost && doesCompositeHold(format, lines)) fits.push({ span, reading });
    }
  }
  lines.splice(0, lines.length, ...before);
  const [best, next] = fits.toSorted((a, b) => a.reading.cost - b.reading.cost);
  if (best && (next?.reading.cost ?? Infinity) - best.reading.cost >= REPAIR.leastMargin) write(best.span, best.reading.text);
  return lines;
}

/** `YYMMDD` with a month and a day that can be, or with fillers for what is unknown. */
const isDay = (text: string) => /^(\d\d|<<)(0[1-9]|1[0-2]|<<)(0[1-9]|[12]\d|3[01]|<<)$/.test(text);

const textIn = (lines: readonly string[], { line, from, length }: Span) => (lines[line] ?? '').slice(from, from + length);
const placesAt = (places: readonly (readonly Place[])[], { line, from, length }: Span) => (places[line] ?? []).slice(from, from + length);
const confidenceOf = (places: readonly Place[]) => places.reduce((least, { confidence }) => Math.min(least, confidence), 1);

const NAMES: readonly FieldName[] = ['documentCode', 'issuer', 'names', 'documentNumber', 'nationality', 'birthDate', 'sex', 'expiryDate', 'optional', 'optional2'];
const allOf = <T>(value: T) => Object.fromEntries(NAMES.map((name) => [name, value])) as Record<FieldName, T>;
/** For what a format does not have. */
const NONE_READ = allOf<FieldState>('read');
const NOTHING_SEEN = allOf(1);
