import * as fc from 'fast-check';
import { compactIdentifier, isIdentifierType, maskIdentifier } from './index';
import { nubanCheckDigit } from './nuban';

describe('a number of a person', () => {
  it.each([
    ['nin', '123 4567 8901', '12345678901'],
    ['bvn', '22212345678', '22212345678'],
    ['vnin', 'ab01 2345 6789 01yz', 'AB012345678901YZ'],
    ['rc', 'rc 0012345', 'RC12345'],
    ['rc', '12345', 'RC12345'],
    ['nuban', '011-0000014579', '0110000014579'],
    ['passport', 'a1234567 8', 'A12345678'],
    ['phone', '0803 123 4567', '+2348031234567'],
    ['phone', '+234 (803) 123-4567', '+2348031234567'],
    ['gh.tin', 'c0000803561', 'C0000803561'],
    ['za.idnr', '7503305044089', '7503305044089'],
  ])('of the type %s that is written "%s" is %s', (type, value, compact) => {
    expect(compactIdentifier(type, value)).toBe(compact);
  });

  it.each([
    ['nin', '1234567890'], ['nin', '00000000000'], ['nin', '1234567890a'], ['bvn', ''], ['vnin', 'AB01234567890'], ['rc', 'RC000'], ['nuban', '011-0000014578'], ['nuban', '0000014579'],
    ['nuban', '50211-000001457'], ['passport', 'ABCDEFG'], ['passport', '<script>'], ['phone', '8031234567'], ['phone', '+0123456789'], ['gh.tin', 'C0000803562'], ['za.idnr', '7503305044088'],
  ])('of the type %s is not "%s"', (type, value) => {
    expect(compactIdentifier(type, value)).toBeUndefined();
  });

  it.each(['xx.tin', 'gh.nothing', 'gh.constructor', 'constructor', '__proto__', 'GH.tin', ''])('has no type "%s"', (type) => {
    expect(isIdentifierType(type)).toBe(false);
  });

  it('is written in one way however often it is compacted', () => {
    fc.assert(
      fc.property(fc.constantFrom('nin', 'vnin', 'rc', 'passport', 'phone'), fc.string({ minLength: 4, maxLength: 20 }), (type, text) => {
        const once = compactIdentifier(type, text);
        return once === undefined || compactIdentifier(type, once) === once;
      }),
    );
  });

  it('is shown by its end alone', () => {
    expect(maskIdentifier('12345678901')).toBe('*******8901');
    expect(maskIdentifier('RC123')).toBe('****3');
    expect(maskIdentifier('123')).toBe('***');
  });
});

describe('the check digit of an account', () => {
  it('of the serial 000001457 at the bank 011 is 9', () => {
    expect(nubanCheckDigit('011', '000001457')).toBe(9);
  });

  it('is one digit, and another one for each single digit that is mistyped', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9}$/), fc.nat(8), fc.integer({ min: 1, max: 9 }), (serial, place, shift) => {
        const mistyped = serial.slice(0, place) + ((Number(serial[place]) + shift) % 10) + serial.slice(place + 1);
        const digit = nubanCheckDigit('058', serial);
        return digit >= 0 && digit <= 9 && digit !== nubanCheckDigit('058', mistyped);
      }),
    );
  });
});
