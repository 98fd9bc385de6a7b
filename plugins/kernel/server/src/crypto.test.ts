import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { isSameText, open, openEnvelope, seal, sealEnvelope } from './crypto';

const key = randomBytes(32);

describe('sealed bytes', () => {
  it('open with the same key for the same row', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, row) => expect(open(key, seal(key, Buffer.from(bytes), row), row)).toEqual(Buffer.from(bytes))));
  });

  it('differ each time, so that equal values cannot be told', () => {
    expect(seal(key, Buffer.from('a'), 'row').equals(seal(key, Buffer.from('a'), 'row'))).toBe(false);
  });

  it('do not open with another key, for another row, or after any byte was changed', () => {
    const sealed = seal(key, Buffer.from('the deep'), 'row-1');
    expect(() => open(randomBytes(32), sealed, 'row-1')).toThrow();
    expect(() => open(key, sealed, 'row-2')).toThrow();
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = Buffer.from(sealed);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => open(key, changed, 'row-1')).toThrow();
    }
  });

  it('do not open after bytes were cut off, not even within the tag', () => {
    const sealed = seal(key, Buffer.alloc(0), 'row');
    for (let length = 0; length < sealed.length; length += 1) expect(() => open(key, sealed.subarray(0, length), 'row')).toThrow();
  });
});

describe('an envelope', () => {
  it('opens with the master key and is bound to its row', () => {
    const envelope = sealEnvelope(key, Buffer.from('passport'), 'doc_1');
    expect(openEnvelope([key], envelope, 'doc_1').toString()).toBe('passport');
    expect(() => openEnvelope([key], envelope, 'doc_2')).toThrow();
    expect(() => openEnvelope([key], { ...envelope, wrappedKey: sealEnvelope(key, Buffer.alloc(1), 'doc_1').wrappedKey }, 'doc_1')).toThrow();
  });

  it('opens after the master key was replaced, for whoever still knows the one before', () => {
    const envelope = sealEnvelope(key, Buffer.from('passport'), 'doc_1');
    expect(openEnvelope([randomBytes(32), key], envelope, 'doc_1').toString()).toBe('passport');
    expect(() => openEnvelope([randomBytes(32)], envelope, 'doc_1')).toThrow();
  });
});

describe('comparing texts', () => {
  it('tells equal from different, of whatever length', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => expect(isSameText(a, b)).toBe(a === b)));
  });
});
