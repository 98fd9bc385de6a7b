import fc from 'fast-check';
import { jaroWinkler } from './jaro-winkler';

const word = fc.string({ unit: fc.constantFrom(...'abcde'), maxLength: 12 });

describe('the likeness of two words', () => {
  it.each([
    ['martha', 'marhta', 0.961],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.813],
    ['jones', 'johnson', 0.832],
  ])('is what its author published: %s and %s', (a, b, expected) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(expected, 3);
  });

  it('is 0 for words without a letter in common, and for no word at all', () => {
    expect([jaroWinkler('abc', 'xyz'), jaroWinkler('', ''), jaroWinkler('', 'abc')]).toEqual([0, 0, 0]);
  });

  it('lies between 0 and 1 and is the same either way round', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const likeness = jaroWinkler(a, b);
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
        expect(jaroWinkler(b, a)).toBe(likeness);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is 1 for a word and itself, and for no other', () => {
    fc.assert(fc.property(word, word, (a, b) => (jaroWinkler(a, b) === 1) === (a === b && a !== '')));
  });
});
