import fc from 'fast-check';
import { match, type Identity } from './match';
import { tokensOf } from './tokens';

const person = (name: string, more: Partial<Identity> = {}): Identity => ({ kind: 'person', names: [name], datesOfBirth: [], countries: [], ...more });
const likeness = (a: string, b: string) => match(person(a), person(b))?.score ?? 0;
const FOUND = 0.82;

const word = fc.constantFrom('Mohammed', 'Muhammad', 'al', 'Hassan', 'Hasan', 'J.', 'John', 'Smith', 'Smyth', 'Abdul', 'Rahman', 'Abdulrahman', 'Иван', 'Петров', 'Ivan', '王', '小明', 'Dr', 'Bill', 'William', 'محمد', 'Ltd');
const name = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
const identity = fc.record({ kind: fc.constantFrom('person' as const, 'organization' as const), names: fc.array(name, { maxLength: 3 }), weakNames: fc.array(name, { maxLength: 1 }), datesOfBirth: fc.array(fc.constantFrom('1970', '1970-05', '1970-05-07', '1971-05-07', '1970-07-05', '1990-01-01'), { maxLength: 2 }), countries: fc.array(fc.constantFrom('NG', 'ng', 'RU'), { maxLength: 2 }) });

describe('the likeness of two identities', () => {
  it('lies between 0 and 1, and is the same either way round', () => {
    fc.assert(
      fc.property(identity, identity, (a, b) => {
        const score = match(a, b)?.score ?? 0;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(match(b, a)?.score ?? 0).toBeCloseTo(score, 12);
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not depend on the order of the words', () => {
    const shuffled = fc.array(word, { minLength: 1, maxLength: 6 }).chain((words) => fc.tuple(fc.constant(words.join(' ')), fc.shuffledSubarray(words, { minLength: words.length, maxLength: words.length }).map((other) => other.join(' '))));
    fc.assert(
      fc.property(shuffled, name, ([one, other], third) => {
        expect(likeness(one, third)).toBeCloseTo(likeness(other, third), 12);
      }),
      { numRuns: 500 },
    );
  });

  it('is whole for a name and itself', () => {
    fc.assert(fc.property(name.filter((text) => tokensOf(text).length > 0), (text) => Math.abs(likeness(text, text) - 1) < 1e-12));
  });

  it.each([
    ['John Smith', 'SMITH, John'],
    ['John Michael Smith', 'John Smith'],
    ['J. Smith', 'John Smith'],
    ['Dr. John Smith', 'John Smith'],
    ['Mohammed al-Hassan', 'Muhammad Hasan'],
    ['Muammar Gaddafi', 'Moammar Qadhafi'],
    ['محمد حسن', 'Mohammed Hassan'],
    ['Владимир Щербаков', 'Vladimir Shcherbakov'],
    ['王小明', 'Wang Xiaoming'],
    ['Ọlúwaṣeun Adébáyọ̀', 'Oluwaseun Adebayo'],
    ['Abdul Rahman Yasin', 'Abdulrahman Yassin'],
    ['Bill Gates', 'William Gates'],
    ['José Müller', 'Jose Mueller'],
  ])('finds one name in two spellings: %s, %s', (a, b) => {
    expect(likeness(a, b)).toBeGreaterThanOrEqual(FOUND);
  });

  it.each([
    ['John Smith', 'Jane Smith'],
    ['John Smith', 'John'],
    ['John Smith', 'Smith'],
    ['Mohammed Ali', 'Mohammed Hassan'],
    ['John Smith', 'Maria Gonzales'],
    ['Wang Wei', 'Wang Fang'],
  ])('keeps two names apart: %s, %s', (a, b) => {
    expect(likeness(a, b)).toBeLessThan(FOUND);
  });

  it('finds an organisation under another legal form, and never takes a person for one', () => {
    const company = (text: string): Identity => ({ ...person(text), kind: 'organization' });
    expect(match(company('Blue Heron Trading Ltd'), company('BLUE HERON LLC'))?.score).toBeGreaterThanOrEqual(FOUND);
    expect(match(company('John Smith'), person('John Smith'))).toBeUndefined();
  });

  it('is compared with nothing where there is no name', () => {
    expect(match(person(''), person('John Smith'))?.score).toBe(0);
    expect(match({ ...person(''), names: [] }, person('John Smith'))).toBeUndefined();
  });

  it('counts a weak alias less', () => {
    const alias = match(person('Carlos Vega'), person('Xenon Zorro', { weakNames: ['Carlos Vega'] }));
    expect(alias).toMatchObject({ score: 0.9, name: { isWeak: true } });
  });
});

describe('what is known beside the name', () => {
  const born = (ours: string, theirs: string) => match(person('John Smith', { datesOfBirth: [ours] }), person('John Smith', { datesOfBirth: [theirs] }));

  it.each([
    ['1970-05-07', '1970', 'same', 1],
    ['1970-05-07', '1970-07-05', 'near', 1],
    ['1970-05-07', '1971-05-07', 'near', 1],
    ['1970-05-07', '1970-09-30', 'near', 0.9],
    ['1970-05-07', '1972-01-01', 'different', 0.85],
    ['1970-05-07', '1990-05-07', 'different', 0.75],
  ])('a birth at %s and one at %s are %s', (ours, theirs, verdict, score) => {
    expect(born(ours, theirs)).toMatchObject({ dateOfBirth: { verdict }, score: expect.closeTo(score, 10) });
  });

  it('is the best of several dates', () => {
    expect(match(person('John Smith', { datesOfBirth: ['1970-05-07'] }), person('John Smith', { datesOfBirth: ['1950', '1970'] }))?.dateOfBirth.verdict).toBe('same');
  });

  it('leaves a name found in another country, and says so', () => {
    expect(match(person('John Smith', { countries: ['ng'] }), person('John Smith', { countries: ['GB'] }))).toMatchObject({ country: { verdict: 'different' }, score: 0.95 });
  });

  it('shows a reviewer which words lie beside each other', () => {
    expect(match(person('Jon Michael Smith'), person('John Smith'))?.name.pairings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ left: 'smith', right: 'smith', similarity: 1 }),
        expect.objectContaining({ left: 'jon', right: 'john' }),
        expect.objectContaining({ left: 'michael', right: null, similarity: 0 }),
      ]),
    );
  });
});
