import { formatAmount, formatMoney, roundMoney, sumMinor } from './money';

describe('an amount on a page', () => {
  it('has as many decimals as ISO 4217 gives its currency', () => {
    expect(formatMoney('500000', 'NGN')).toBe('NGN 5,000.00');
    expect(formatMoney('5000', 'JPY')).toBe('JPY 5,000');
    expect(formatMoney('5000', 'XOF')).toBe('XOF 5,000');
    expect(formatMoney('5000', 'KWD')).toBe('KWD 5.000');
  });

  it('keeps every digit where a float would not', () => {
    expect(formatMoney('999999999999999999', 'NGN')).toBe('NGN 9,999,999,999,999,999.99');
    expect(sumMinor(['9007199254740993', '1'])).toBe('9007199254740994');
  });

  it('is right below one unit and below zero', () => {
    expect(formatMoney('5', 'NGN')).toBe('NGN 0.05');
    expect(formatAmount('-150', 'NGN')).toBe('-1.50');
  });

  it('is short on an axis', () => {
    expect(roundMoney(120_000_000n, 'NGN')).toBe('1.2M');
    expect(roundMoney(2_500_000n, 'NGN')).toBe('25k');
    expect(roundMoney(90_000n, 'NGN')).toBe('900');
  });
});
