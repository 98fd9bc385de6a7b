import fc from 'fast-check';
import { parseIdempotencyKey } from './key';

const UUID = '8e03978e-40d5-43dd-bc93-6894a57f9324';
const printable = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((point) => String.fromCharCode(point)).filter((letter) => letter !== '"' && letter !== '\\'), minLength: 1, maxLength: 255 });

describe('an Idempotency-Key', () => {
  it('is the same bare and quoted', () => {
    expect(parseIdempotencyKey(UUID)).toBe(UUID);
    expect(parseIdempotencyKey(`"${UUID}"`)).toBe(UUID);
    expect(parseIdempotencyKey(`  "${UUID}" `)).toBe(UUID);
    fc.assert(fc.property(printable, (key) => expect(parseIdempotencyKey(`"${key}"`)).toBe(parseIdempotencyKey(key))));
  });

  it('may hold escaped quotes where it is quoted', () => {
    expect(parseIdempotencyKey('"a\\"b\\\\c"')).toBe('a"b\\c');
  });

  it.each(['', '""', '"', 'a"b', 'tab\there', 'ünï', '"half', 'half"', 'x'.repeat(256), `"${'x'.repeat(256)}"`, '"a\\b"', '"a"; p=1'])('is not %j', (header) => {
    expect(() => parseIdempotencyKey(header)).toThrow(expect.objectContaining({ code: 'KERNEL_IDEMPOTENCY_KEY_MALFORMED', status: 400 }));
  });

  it('may have 255 characters', () => {
    expect(parseIdempotencyKey('x'.repeat(255))).toHaveLength(255);
  });
});
