import { median, percentile } from './statistics.ts';

describe('the median', () => {
  it('is the middle of an odd number of values, whatever their order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('is between the two in the middle of an even number', () => {
    expect(median([4, 1, 3, 100])).toBe(3.5);
  });

  it('of nothing is refused rather than taken for a number', () => {
    expect(() => median([])).toThrow('no median');
  });
});

describe('a percentile', () => {
  it('is a value that occurs, by nearest rank', () => {
    expect(percentile([10, 20, 30, 40], 0.5)).toBe(20);
    expect(percentile([10, 20, 30, 40], 0.99)).toBe(40);
    expect(percentile([10], 0.01)).toBe(10);
  });
});
