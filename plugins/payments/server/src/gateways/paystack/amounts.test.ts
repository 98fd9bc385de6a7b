import fc from 'fast-check';
import { fromSubunits, minimumMinor, paystackCurrencies, toSubunits } from './amounts';

describe('an amount at Paystack', () => {
  it('has two decimals in every currency, also where ISO 4217 gives none', () => {
    expect(toSubunits({ minor: 500_000n, currency: 'NGN' })).toBe(500_000n);
    expect(toSubunits({ minor: 5_000n, currency: 'XOF' })).toBe(500_000n);
  });

  it('comes back as it went, in every currency that Paystack takes', () => {
    const money = fc.record({ minor: fc.bigInt({ min: 1n, max: 10n ** 15n }), currency: fc.constantFrom(...paystackCurrencies) });
    fc.assert(
      fc.property(money, (amount) => {
        const subunits = toSubunits(amount);
        expect(fromSubunits(subunits.toString(), amount.currency)).toEqual({ money: amount, isExact: true });
      }),
    );
  });

  it('is read the same as a number and as a string', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.constantFrom(...paystackCurrencies), (subunits, currency) => {
        expect(fromSubunits(subunits, currency)).toEqual(fromSubunits(String(subunits), currency));
      }),
    );
  });

  it('says so when a fraction was cut off', () => {
    expect(fromSubunits(500_050, 'XOF')).toEqual({ money: { minor: 5_000n, currency: 'XOF' }, isExact: false });
    expect(fromSubunits(500_000, 'XOF')).toEqual({ money: { minor: 5_000n, currency: 'XOF' }, isExact: true });
  });

  it('in a currency with three decimals is still exact', () => {
    expect(fromSubunits('12345', 'KWD')).toEqual({ money: { minor: 123_450n, currency: 'KWD' }, isExact: true });
  });

  it.each([
    [12.5, 'NGN'], [-1, 'NGN'], [Number.NaN, 'NGN'], [2 ** 53, 'NGN'], ['12.5', 'NGN'], ['-1', 'NGN'], ['1e3', 'NGN'], ['', 'NGN'], ['0x10', 'NGN'],
    [null, 'NGN'], [undefined, 'NGN'], [[500], 'NGN'], [{}, 'NGN'], ['9'.repeat(19), 'NGN'], ['9'.repeat(18), 'KWD'],
    [500, 'XXX'], [500, 'ngn'], [500, null], [500, 7],
  ])('of %p %p cannot be read, and nothing is guessed', (amount, currency) => {
    expect(fromSubunits(amount, currency)).toBeUndefined();
  });

  it('has a smallest size in our minor units', () => {
    expect(minimumMinor('NGN')).toBe(5_000n);
    expect(minimumMinor('XOF')).toBe(1n);
    expect(minimumMinor('ZAR')).toBe(100n);
  });
});
