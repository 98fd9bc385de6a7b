/** Writes machine-readable zones, by itself: what reads them is tested against it. */
export interface ZoneSource {
  format: 'TD1' | 'TD2' | 'TD3';
  documentCode: string;
  issuer: string;
  nationality: string;
  primary: string;
  secondary: string;
  documentNumber: string;
  /** `YYMMDD`. */
  birthDate: string;
  expiryDate: string;
  sex: 'M' | 'F' | '<';
  optional: string;
  optional2: string;
}

const LENGTHS = { TD1: 30, TD2: 36, TD3: 44 } as const;

/** ICAO 9303 part 3 §4.9, written out for itself. */
export function digitFor(text: string): string {
  const sum = [...text].reduce((total, sign, i) => total + (sign === '<' ? 0 : Number.parseInt(sign, 36)) * ([7, 3, 1][i % 3] ?? 0), 0);
  return String(sum % 10);
}

const filled = (text: string, length: number) => text.padEnd(length, '<').slice(0, length);
const guarded = (text: string, length: number) => filled(text, length) + digitFor(filled(text, length));

export function composeZone(source: ZoneSource): string[] {
  const { format, documentCode, issuer, nationality, sex, optional, optional2 } = source;
  const head = filled(documentCode, 2) + filled(issuer, 3);
  const names = `${source.primary.replaceAll(' ', '<')}<<${source.secondary.replaceAll(' ', '<')}`;
  const birth = guarded(source.birthDate, 6);
  const expiry = guarded(source.expiryDate, 6);
  const isLong = source.documentNumber.length > 9 && format !== 'TD3';
  const number = isLong ? `${source.documentNumber.slice(0, 9)}<` : guarded(source.documentNumber, 9);
  const rest = isLong ? `${source.documentNumber.slice(9)}${digitFor(source.documentNumber)}<${optional}` : optional;
  if (format === 'TD1') {
    const first = head + number + filled(rest, 15);
    const [dates, more] = [birth + sex + expiry + filled(nationality, 3), filled(optional2, 11)];
    return [first, dates + more + digitFor(first.slice(5) + birth + expiry + more), filled(names, 30)];
  }
  const first = head + filled(names, LENGTHS[format] - 5);
  const behind = format === 'TD3' ? guarded(optional, 14) : filled(rest, 7);
  return [first, number + filled(nationality, 3) + birth + sex + expiry + behind + digitFor(number + birth + expiry + behind)];
}
