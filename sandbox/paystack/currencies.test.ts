import { feeOf, formatAmount } from './currencies.ts';

describe('amounts', () => {
  it.each([[0, 'NGN 0.00'], [5, 'NGN 0.05'], [123, 'NGN 1.23'], [500_000, 'NGN 5,000.00'], [123_456_789_012, 'NGN 1,234,567,890.12']])(
    '%d subunits read %s', (amount, text) => {
      expect(formatAmount(amount, 'NGN')).toBe(text);
    });

  it.each([
    ['NGN', 100_000, 1_500], ['NGN', 250_000, 13_750], ['NGN', 100_000_000, 200_000], ['NGN', 101, 2],
    ['KES', 10_000, 290], ['GHS', 10_000, 195], ['ZAR', 10_000, 390], ['USD', 10_000, 390], ['XOF', 10_000, 320], ['EUR', 10_000, 0],
  ])('%s: %d subunits cost %d', (currency, amount, fee) => {
    expect(feeOf(amount, currency)).toBe(fee);
  });
});
