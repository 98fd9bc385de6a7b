import fc from 'fast-check';
import { amountMinorOut, amountMinorSchema, currencies, currencyDigits, currencySchema, formatMoney, isCurrency, MAX_AMOUNT_MINOR, rescale, toMoneyJson } from './money';

const minor = fc.bigInt({ min: -MAX_AMOUNT_MINOR, max: MAX_AMOUNT_MINOR });
const currency = fc.constantFrom(...currencies());

describe('a currency', () => {
  it.each([['NGN', 2], ['XOF', 0], ['JPY', 0], ['KWD', 3], ['GHS', 2], ['ZAR', 2], ['CLF', 4]])('%s has %i decimals, as ISO 4217 says', (code, digits) => {
    expect(currencyDigits(code)).toBe(digits);
  });

  it.each(['XXX', 'XAU', 'XTS', 'ngn', 'EURO', '', 'BTC'])('"%s" is none', (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(currencySchema.safeParse(code).success).toBe(false);
    expect(() => currencyDigits(code)).toThrow(RangeError);
  });

  it('has between 0 and 4 decimals, whichever it is', () => {
    fc.assert(fc.property(currency, (code) => expect([0, 1, 2, 3, 4]).toContain(currencyDigits(code))));
  });
});

describe('an amount for people', () => {
  it.each([
    [500_000n, 'NGN', 'NGN 5,000.00'],
    [5_000n, 'XOF', 'XOF 5,000'],
    [1n, 'KWD', 'KWD 0.001'],
    [-1_234_567n, 'JPY', 'JPY -1,234,567'],
    [0n, 'NGN', 'NGN 0.00'],
    [-5n, 'NGN', 'NGN -0.05'],
  ])('%s of %s reads %s', (amount, code, text) => {
    expect(formatMoney({ minor: amount, currency: code })).toBe(text);
  });

  it('holds every digit of the amount, whatever its size', () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        const digits = formatMoney({ minor: amount, currency: code }).slice(4).replaceAll(/[,.]/g, '');
        expect(BigInt(digits)).toBe(amount);
      }),
    );
  });
});

describe('rescaling between a currency and a gateway', () => {
  it.each([
    [500n, 0, 2, 50_000n], // JPY 500 for a gateway with two decimals
    [50_000n, 2, 0, 500n],
    [12_340n, 3, 2, 1_234n], // KWD 12.340
  ])('takes %s from %i to %i decimals as %s', (amount, from, to, expected) => {
    expect(rescale(amount, from, to)).toBe(expected);
  });

  it('refuses what has no exact form', () => {
    expect(() => rescale(12_345n, 3, 2)).toThrow('no exact form');
    expect(() => rescale(-1n, 2, 0)).toThrow('no exact form');
  });

  it('comes back to the same amount through more decimals', () => {
    fc.assert(fc.property(minor, fc.nat(4), fc.nat(4), (amount, digits, more) => expect(rescale(rescale(amount, digits, digits + more), digits + more, digits)).toBe(amount)));
  });
});

describe('an amount on the wire', () => {
  it.each(['0', '-1', '1e3', '12.5', '', ' 1', '01', '1'.repeat(19), '10'.padEnd(31, '0'), '１'])('is not "%s"', (text) => {
    expect(amountMinorSchema.safeParse(text).success).toBe(false);
  });

  it('is not a number, which would lose digits', () => {
    expect(amountMinorSchema.safeParse(500_000).success).toBe(false);
  });

  it('survives the way out and in', () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        const json = toMoneyJson({ minor: amount, currency: code });
        expect(amountMinorOut.safeParse(json.amountMinor).success).toBe(true);
        expect(amountMinorSchema.safeParse(json.amountMinor).success).toBe(amount > 0n);
        expect(BigInt(json.amountMinor)).toBe(amount);
      }),
    );
  });
});
