import { formatAmount, formatMoney, parseAmount, roundMoney, sumMinor } from './money';

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

it.each([['5,000.00', 'NGN', '500000'], ['5000', 'NGN', '500000'], ['0.5', 'NGN', '50'], ['12', 'JPY', '12'], ['1.234', 'KWD', '1234'], ['999999999999999', 'NGN', '99999999999999900']])('reads %s %s as %s', (typed, currency, minor) => {
  expect(parseAmount(typed, currency)).toBe(minor);
});

it.each([['', 'NGN'], ['0', 'NGN'], ['-5', 'NGN'], ['1.234', 'NGN'], ['1.5', 'JPY'], ['50,00', 'NGN'], ['5e3', 'NGN'], ['1,0000', 'NGN']])('takes %j of %s for no amount', (typed, currency) => {
  expect(parseAmount(typed, currency)).toBeUndefined();
});
