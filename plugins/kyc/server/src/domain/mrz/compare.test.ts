import { compareMrz } from './compare';
import { compareNames } from './compare-names';
import { namesOf } from './names';
import type { ZoneContents } from './parse-zone';
import { transliterate } from './transliteration';

describe('a name is written in a zone', () => {
  it.each([
    ['Müller', 'MUELLER'],
    ['Ọlúwaṣẹ́un', 'OLUWASEUN'],
    ['O’Connor-Smith', 'OCONNOR SMITH'],
    ['Ɗanjuma', 'DANJUMA'],
    ['Søren Ærøskøbing', 'SOEREN AEROESKOEBING'],
    ['Юлия Щербакова', 'IULIIA SHCHERBAKOVA'],
    ['Strauß', 'STRAUSS'],
    ['  José   María ', 'JOSE MARIA'],
  ])('%s as %s', (name, written) => {
    expect(transliterate(name)).toBe(written);
  });
});

describe('names of a zone', () => {
  const zone = (field: string) => namesOf(field.padEnd(39, '<'));

  it.each<[string, string, string, string]>([
    ['ADEYEMI<<FOLASADE<JOY', 'Adeyemi', 'Folasade Joy', 'same'],
    ['ADEYEMI<<FOLASADE<JOY', 'Adeyemi', 'Joy Folasade', 'same'],
    ['MUELLER<<JUERGEN', 'Müller', 'Jürgen', 'same'],
    ['MULLER<<JURGEN', 'Müller', 'Jürgen', 'same'],
    ['ADEYEMI<<FOLASADE<JOY', 'Adeyemi', 'Folasade', 'similar'],
    ['ADEYEMI<<FOLASADE<JOY', 'Folasade Joy', 'Adeyemi', 'similar'],
    ['ADEYEMI<<FOLASADE<JOY', 'Adeyemi', 'F. Joy', 'similar'],
    ['ADEYEMI<<FOLASADE<JOY', 'Adeyemy', 'Folasade Joy', 'similar'],
    ['ADEYEMI<<FOLASADE<JOY', 'Adeyemi', 'Grace', 'different'],
    ['ADEYEMI<<FOLASADE<JOY', 'Okoro', 'Folasade Joy', 'different'],
    ['ADEYEMI<<FOLASADE<JOY', 'A', 'F', 'different'],
    ['ADEYEMI<<FOLASADE<JOY', '', '', 'missing'],
    ['EZE<<OBI', 'Eze', 'Oba', 'different'],
  ])('%s and "%s, %s" are %s', (field, lastName, firstName, agreement) => {
    expect(compareNames(zone(field), { lastName, firstName })).toBe(agreement);
  });

  it('agree with the name of a bank account, in whatever order the bank has it', () => {
    expect(compareNames(zone('OKORO<<UCHENNA'), { fullName: 'UCHENNA OKORO' })).toBe('same');
    expect(compareNames(zone('OKORO<<UCHENNA<DAVID'), { fullName: 'Okoro, Uchenna' })).toBe('similar');
    expect(compareNames(zone('OKORO<<UCHENNA'), { fullName: 'Okoro Ventures Ltd' })).toBe('different');
  });

  it('that fill their field may have been cut off', () => {
    const full = namesOf('NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K');
    expect(full.mayBeTruncated).toBe(true);
    expect(compareNames(full, { lastName: 'Nilavadhanananda', firstName: 'Chayapa Dejthamrong Krasuang' })).toBe('similar');
  });
});

describe('what a zone says and what a person typed', () => {
  const contents: ZoneContents = {
    format: 'TD3', documentCode: 'P', issuer: 'D', nationality: 'NGA', names: namesOf('OKORO<<UCHENNA<<<'), documentNumber: 'A01234567', birthDate: '1990-03-07', expiryDate: '2030-01-31', sex: 'female', optional: '', optional2: '',
  };

  it('are compared field by field', () => {
    expect(compareMrz(contents, { name: { lastName: 'Okoro', firstName: 'Uchenna' }, birthDate: '1990-07-03', expiryDate: '2030-01-31', documentNumber: 'AO1234567', nationality: 'GHA', issuer: 'DEU' })).toEqual({
      name: 'same', birthDate: 'similar', expiryDate: 'same', documentNumber: 'similar', nationality: 'different', issuer: 'same', sex: 'missing',
    });
  });

  it.each<[string, string, string]>([
    ['1990-03-07', '1990-03-08', 'similar'],
    ['1990-03-07', '1991-04-07', 'different'],
  ])('dates: %s and %s are %s', (birthDate, typed, agreement) => {
    expect(compareMrz({ ...contents, birthDate }, { birthDate: typed }).birthDate).toBe(agreement);
  });

  it.each<[string, string]>([
    ['a01234567', 'same'],
    ['A 0123-4567', 'same'],
    ['A01234576', 'similar'],
    ['A01234568', 'similar'],
    ['B99999999', 'different'],
    ['', 'missing'],
  ])('numbers: A01234567 and "%s" are %s', (documentNumber, agreement) => {
    expect(compareMrz(contents, { documentNumber }).documentNumber).toBe(agreement);
  });

  it('are missing where one side says nothing', () => {
    expect(new Set(Object.values(compareMrz(contents, {})))).toEqual(new Set(['missing']));
    expect(compareMrz({ ...contents, birthDate: null }, { birthDate: '1990-03-07' }).birthDate).toBe('missing');
  });
});
