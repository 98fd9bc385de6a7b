import fc from 'fast-check';
import { canonical } from './canonical';
import { checkpointHmac, checkpointLine, isSignedCheckpoint, parseCheckpointLine, sealHash } from './chain';
import { hasRightMac, macOf, type EntryText } from './entry';

const key = Buffer.alloc(32, 1);
const written = {
  id: 'aud_1', action: 'payment.resolved', subject_type: 'payment', subject_id: 'pay_1', data: '{"a":1}',
  actor: 'staff:ada', request_id: null, at: '2026-01-01T00:00:00.000Z',
};
const entry: EntryText = { ...written, seq: '1', mac: macOf(key, written).toString('hex') };

describe('the canonical text of a row', () => {
  const row = fc.array(fc.option(fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 6 });

  it('differs for rows that differ', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        expect(canonical(a) === canonical(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it.each([
    [['ab', 'c'], ['a', 'bc']],
    [['1:a'], ['a']],
    [[null], ['']],
    [['-'], [null]],
  ])('tells %j from %j', (a, b) => {
    expect(canonical(a)).not.toBe(canonical(b));
  });
});

describe('a seal', () => {
  it('changes with every column of its entry, its place, its time and what it follows', () => {
    const hash = sealHash(1n, 'aa', '2026-01-01T00:00:01.000Z', entry);
    const changed = (Object.keys(entry) as (keyof EntryText)[]).map((column) => sealHash(1n, 'aa', '2026-01-01T00:00:01.000Z', { ...entry, [column]: 'x' }));
    const moved = [
      sealHash(2n, 'aa', '2026-01-01T00:00:01.000Z', entry),
      sealHash(1n, 'ab', '2026-01-01T00:00:01.000Z', entry),
      sealHash(1n, 'aa', '2026-01-01T00:00:01.001Z', entry),
    ];
    expect(new Set([hash, ...changed, ...moved]).size).toBe(1 + 10 + 3);
  });
});

describe('the signature of an entry', () => {
  it('fits the entry that was written and no other, under one key', () => {
    expect(hasRightMac(key, entry)).toBe(true);
    expect(hasRightMac(key, { ...entry, actor: 'staff:eve' })).toBe(false);
    expect(hasRightMac(key, { ...entry, mac: 'ab' })).toBe(false);
    expect(hasRightMac(Buffer.alloc(32, 2), entry)).toBe(false);
  });
});

describe('a checkpoint', () => {
  const unsigned = { count: '6', headHash: 'ab'.repeat(32), at: '2026-01-01T00:00:00.000Z' };
  const checkpoint = { ...unsigned, hmac: checkpointHmac(key, unsigned).toString('hex') };

  it('is genuine only as it was signed', () => {
    expect(isSignedCheckpoint(key, checkpoint)).toBe(true);
    expect(isSignedCheckpoint(key, { ...checkpoint, count: '7' })).toBe(false);
    expect(isSignedCheckpoint(Buffer.alloc(32, 2), checkpoint)).toBe(false);
  });

  it('is read back from its line, also out of a log line', () => {
    expect(parseCheckpointLine(checkpointLine(checkpoint))).toEqual(checkpoint);
    expect(parseCheckpointLine(`[12:00:00] info: Audit checkpoint ${checkpointLine(checkpoint)}`)).toEqual(checkpoint);
    expect(parseCheckpointLine('{"count":"x"}')).toBeUndefined();
  });
});
