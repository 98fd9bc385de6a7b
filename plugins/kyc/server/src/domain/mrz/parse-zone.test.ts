import fc from 'fast-check';
import { composeZone, type ZoneSource } from '../../../../../../tests/support/mrz/compose-zone.ts';
import { checkDigitOf } from './check-digit';
import { birthDateOf, expiryDateOf } from './dates';
import { parseZone } from './parse-zone';

const TODAY = '2026-11-23';
const word = fc.stringMatching(/^[A-Z]{2,9}$/);
const two = (min: number, max: number) => fc.integer({ min, max }).map((value) => String(value).padStart(2, '0'));
const day = fc.tuple(two(0, 99), two(1, 12), two(1, 28)).map((parts) => parts.join(''));

const sources: fc.Arbitrary<ZoneSource> = fc.record({
  format: fc.constantFrom('TD1', 'TD2', 'TD3'),
  documentCode: fc.constantFrom('P', 'I', 'ID', 'AC'),
  issuer: fc.constantFrom('UTO', 'NGA', 'D', 'GBR'),
  nationality: fc.constantFrom('UTO', 'NGA', 'D'),
  primary: word,
  secondary: fc.tuple(word, word).map((words) => words.join(' ')),
  documentNumber: fc.stringMatching(/^[0-9A-Z]{1,9}$/),
  birthDate: day,
  expiryDate: day,
  sex: fc.constantFrom('M', 'F', '<'),
  optional: fc.stringMatching(/^[0-9A-Z]{0,7}$/),
  optional2: fc.stringMatching(/^[0-9A-Z]{0,11}$/),
});

describe('a machine-readable zone', () => {
  it('of a passport is understood: the specimen of ICAO 9303 part 4', () => {
    const parsed = parseZone(['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'], TODAY);
    expect(parsed).toEqual({
      contents: {
        format: 'TD3', documentCode: 'P', issuer: 'UTO', nationality: 'UTO', names: { primary: 'ERIKSSON', secondary: 'ANNA MARIA', mayBeTruncated: false }, documentNumber: 'L898902C3',
        birthDate: '1974-08-12', expiryDate: '2012-04-15', sex: 'female', optional: 'ZE184226B', optional2: '',
      },
      checks: { documentNumber: true, birthDate: true, expiryDate: true, optional: true },
      doesCompositeHold: true,
    });
  });

  it('of cards is understood: the specimens of parts 5 and 6', () => {
    const small = parseZone(['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'], TODAY);
    expect(small).toMatchObject({ contents: { format: 'TD1', documentNumber: 'D23145890', names: { primary: 'ERIKSSON', secondary: 'ANNA MARIA' } }, doesCompositeHold: true });
    const large = parseZone(['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'], TODAY);
    expect(large).toMatchObject({ contents: { format: 'TD2', documentNumber: 'D23145890', birthDate: '1974-08-12' }, doesCompositeHold: true });
  });

  it('says what was written into it', () => {
    fc.assert(fc.property(sources, (source) => {
      const parsed = parseZone(composeZone(source), TODAY);
      const { format, documentCode, issuer, nationality, documentNumber, primary, secondary } = source;
      expect(parsed?.contents).toMatchObject({ format, documentCode, issuer, nationality, documentNumber, optional: source.optional, optional2: format === 'TD1' ? source.optional2 : '' });
      const names = `${primary} ${secondary}`;
      const room = { TD1: 30, TD2: 31, TD3: 39 }[format];
      if (names.length + 1 <= room) expect(parsed?.contents.names).toEqual({ primary, secondary, mayBeTruncated: names.length + 1 === room });
      expect(parsed?.doesCompositeHold).toBe(true);
      expect(Object.values(parsed?.checks ?? {})).not.toContain(false);
    }));
  });

  it('with a number of more than nine signs has the rest of it in the optional data', () => {
    fc.assert(fc.property(sources, fc.stringMatching(/^[0-9A-Z]{10,13}$/), (source, documentNumber) => {
      fc.pre(source.format !== 'TD3');
      const room = source.format === 'TD1' ? 15 : 7;
      fc.pre(documentNumber.length - 9 + 2 <= room);
      const parsed = parseZone(composeZone({ ...source, documentNumber, optional: '' }), TODAY);
      expect(parsed?.contents.documentNumber).toBe(documentNumber);
      expect(parsed?.checks.documentNumber).toBe(true);
    }));
  });

  it('tells when a guarded sign has been changed, where the digit can tell', () => {
    fc.assert(fc.property(sources, fc.nat(), fc.constantFrom(...'0123456789'), (source, place, digit) => {
      const lines = composeZone({ ...source, format: 'TD3' });
      const at = 13 + (place % 6);
      const line = lines[1] ?? '';
      fc.pre(line[at] !== digit);
      const parsed = parseZone([lines[0] ?? '', line.slice(0, at) + digit + line.slice(at + 1)], TODAY);
      expect(parsed?.checks.birthDate).toBe(false);
    }));
  });

  it.each([[[]], [['P<UTO']], [['A'.repeat(44), 'A'.repeat(43)]], [['a'.repeat(44), 'a'.repeat(44)]], [['A'.repeat(30), 'A'.repeat(30)]]])('is not what has other lines: %j', (lines) => {
    expect(parseZone(lines, TODAY)).toBeUndefined();
  });

  it('takes everything of the right size without failing', () => {
    fc.assert(fc.property(fc.constantFrom([3, 30], [2, 36], [2, 44]), fc.infiniteStream(fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<')), ([count = 0, length = 0], stream) => {
      const lines = Array.from({ length: count }, () => [...stream.take(length)].join(''));
      expect(parseZone(lines, TODAY)?.contents.names.primary).toMatch(/^[0-9A-Z ]*$/);
    }));
  });
});

describe('a check digit', () => {
  it('is that of the examples of ICAO 9303 part 3', () => {
    expect(checkDigitOf('520727')).toBe('3');
    expect(checkDigitOf('AB2134<<<')).toBe('5');
  });
});

describe('a year of two digits', () => {
  it.each([
    ['740812', '1974-08-12'],
    ['261122', '2026-11-22'],
    ['261124', '1926-11-24'],
    ['000229', '2000-02-29'],
    ['230229', null],
    ['74<<<<', null],
    ['991301', null],
  ])('of birth, %s, is %s', (digits, date) => {
    expect(birthDateOf(digits, TODAY)).toBe(date);
  });

  it.each([
    ['120415', '2012-04-15'],
    ['351231', '2035-12-31'],
    ['991231', '1999-12-31'],
    ['350229', null],
  ])('of expiry, %s, is %s', (digits, date) => {
    expect(expiryDateOf(digits, TODAY)).toBe(date);
  });
});
