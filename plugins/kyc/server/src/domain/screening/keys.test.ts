import fc from 'fast-check';
import { indexKeys, searchKeys } from './keys';

const person = (...names: string[]) => ({ kind: 'person' as const, names });
const finds = (one: string, other: string) => {
  const under = new Set(indexKeys(person(other)));
  return searchKeys(person(one)).some((key) => under.has(key));
};

describe('the keys of a name', () => {
  it('find each other either way round, so that the list finds whom a screening would find', () => {
    const word = fc.constantFrom('Mohammed', 'J.', 'John', 'Jon', 'Smith', 'Smyth', 'Schmidt', 'A', 'Anna', 'al', 'Hassan', 'Иван', 'Ivan', 'Petrov', 'Dr');
    const name = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
    fc.assert(fc.property(name, name, (a, b) => finds(a, b) === finds(b, a)), { numRuns: 2_000 });
  });

  it.each([
    ['John Smith', 'Smith John'],
    ['John Smith', 'J. Smith'],
    ['Johm Smith', 'John Smith'],
    ['John Smth', 'John Smith'],
    ['John Smtih', 'John Smith'],
    ['John Peter Smith', 'John Smith'],
    ['JohnSmith', 'John Smith'],
    ['محمد حسن', 'Mohammed Hassan'],
    ['Иван Петров', 'Ivan Petrov'],
    ['Bob Stanley', 'Robert Stanley'],
    ['Suharto', 'Soeharto'],
  ])('lead from %s to %s', (one, other) => {
    expect(finds(one, other)).toBe(true);
  });

  it.each([
    ['John Smith', 'Maria Gonzales'],
    ['John Smith', 'John Gonzales'],
    ['John Smith', 'Smith'],
  ])('do not lead from %s to %s', (one, other) => {
    expect(finds(one, other)).toBe(false);
  });

  it('keep organisations and people apart', () => {
    expect(indexKeys({ kind: 'organization', names: ['John Smith'] }).filter((key) => indexKeys(person('John Smith')).includes(key))).toEqual([]);
  });

  it('are a bounded number, however long the name', () => {
    expect(indexKeys(person(Array.from({ length: 50 }, (_, n) => `Word${'abcdefghij'.charAt(n % 10)}n${n}`).join(' '))).length).toBeLessThan(150);
    expect(indexKeys(person('', '...'))).toEqual([]);
  });
});
