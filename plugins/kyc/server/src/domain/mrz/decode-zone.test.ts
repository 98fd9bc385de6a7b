import fc from 'fast-check';
import { composeZone } from '../../../../../../tests/support/mrz/compose-zone.ts';
import { holds } from './check-digit';
import { decodeZone } from './decode-zone';
import { formatOf, type Format } from './formats';
import { doesCompositeHold } from './parse-zone';
import { SIGNS } from './signs';

const TODAY = '2026-11-23';
const LINES = composeZone({
  format: 'TD3', documentCode: 'P', issuer: 'UTO', nationality: 'UTO', primary: 'ERIKSSON', secondary: 'ANNA MARIA', documentNumber: 'L898902C3', birthDate: '740812', expiryDate: '320415', sex: 'F', optional: 'ZE184226B', optional2: '',
});
const format = formatOf(2, 44) as Format;

/** What the network says of a cell: the shares of some signs, and a little of each other. */
function cell(shares: Readonly<Record<string, number>>): Float32Array {
  const logs = new Float32Array(SIGNS.length + 1).fill(Math.log(1e-6));
  for (const [sign, share] of Object.entries(shares)) logs[SIGNS.indexOf(sign)] = Math.log(share);
  return logs;
}
const seen = (lines: readonly string[]) => lines.map((line) => [...line].map((sign) => cell({ [sign]: 0.999 })));
const seenWith = (line: number, at: number, shares: Readonly<Record<string, number>>) => seen(LINES).map((row, i) => (i === line ? row.with(at, cell(shares)) : row));
const decode = (logs: readonly (readonly Float32Array[])[]) => decodeZone(format, logs, TODAY);

describe('a zone that was seen clearly', () => {
  it('is verified where digits guard it, and read elsewhere', () => {
    expect(decode(seen(LINES))).toMatchObject({
      lines: LINES,
      states: { documentNumber: 'verified', birthDate: 'verified', expiryDate: 'verified', optional: 'verified', names: 'read', issuer: 'read', nationality: 'read', sex: 'read', documentCode: 'read' },
    });
  });

  it('never has a field verified in which a sign was flipped, if a check digit tells', () => {
    const guarded = [...Array.from({ length: 10 }, (_, i) => i), ...Array.from({ length: 7 }, (_, i) => 13 + i), ...Array.from({ length: 7 }, (_, i) => 21 + i)];
    fc.assert(fc.property(fc.constantFrom(...guarded), fc.constantFrom(...SIGNS), (at, sign) => {
      const line = LINES[1] ?? '';
      fc.pre(line[at] !== sign);
      const changed = line.slice(0, at) + sign + line.slice(at + 1);
      const zone = decode(seen([LINES[0] ?? '', changed]));
      const [field, from, to] = at < 10 ? (['documentNumber', 0, 10] as const) : at < 20 ? (['birthDate', 13, 20] as const) : (['expiryDate', 21, 28] as const);
      const canTell = !(holds(changed.slice(from, to - 1), changed.charAt(to - 1)) && doesCompositeHold(format, [LINES[0] ?? '', changed]));
      // A letter where digits stand is read as the digit that it looks like: then what is verified is what was written.
      if (canTell && zone?.states[field] === 'verified') expect(zone.lines[1]?.slice(from, to)).toBe(line.slice(from, to));
    }));
  });
});

describe('a sign that was seen badly', () => {
  it('is put right by its check digit, and the field is doubtful', () => {
    // The birthday 740812, its 8 taken for a 6.
    const zone = decode(seenWith(1, 16, { 6: 0.6, 8: 0.39 }));
    expect(zone?.lines).toEqual(LINES);
    expect(zone?.states.birthDate).toBe('doubtful');
    expect(zone?.states.documentNumber).not.toBe('doubtful');
  });

  it('that could be another with the same digit leaves the field unverified', () => {
    // G counts 16 and 6 counts 6: no check digit tells them apart.
    const withSix = composeZone({ format: 'TD3', documentCode: 'P', issuer: 'UTO', nationality: 'UTO', primary: 'A', secondary: 'B', documentNumber: 'L6', birthDate: '740812', expiryDate: '320415', sex: 'F', optional: '', optional2: '' });
    const logs = seen(withSix).map((row, i) => (i === 1 ? row.with(1, cell({ 6: 0.97, G: 0.02 })) : row));
    expect(decode(logs)).toMatchObject({ lines: withSix, states: { documentNumber: 'read', birthDate: 'verified' } });
  });

  it('is a digit where digits stand, whatever letter it looks like', () => {
    const zone = decode(seenWith(1, 14, { O: 0.9, 4: 0.0001, 0: 0.0002 }));
    expect(zone?.states.birthDate).not.toBe('verified');
    expect(decode(seenWith(1, 15, { O: 0.7, 0: 0.29 }))?.lines).toEqual(LINES);
  });

  it('in a name makes the names doubtful', () => {
    expect(decode(seenWith(0, 6, { R: 0.5, P: 0.4 }))?.states.names).toBe('doubtful');
  });

  it('that shows nothing is not filled in as if it had been seen', () => {
    const nothing = new Float32Array(SIGNS.length + 1).fill(Math.log(0.001));
    nothing[SIGNS.length] = Math.log(0.96);
    const zone = decode(seen(LINES).map((row, i) => (i === 1 ? row.with(16, nothing) : row)));
    expect(zone?.states.birthDate).toBe('doubtful');
  });
});

it('a day that does not exist is never verified, even if its digit holds', () => {
  const lines = composeZone({ format: 'TD3', documentCode: 'P', issuer: 'UTO', nationality: 'UTO', primary: 'A', secondary: 'B', documentNumber: 'L1', birthDate: '740231', expiryDate: '320415', sex: 'F', optional: '', optional2: '' });
  expect(decode(seen(lines))?.states).toMatchObject({ birthDate: 'read', documentNumber: 'verified' });
});
