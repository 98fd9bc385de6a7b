import { sizeText } from './size';

describe('the size of a file', () => {
  it('is said in a unit that people compare', () => {
    expect([0, 1, 999, 1_000, 48_213, 2_549_000].map((bytes) => sizeText(bytes, 'en'))).toEqual(['0 byte', '1 byte', '999 byte', '1 kB', '48 kB', '2.5 MB']);
  });
});
