import fc from 'fast-check';
import { canonicalJson, commitmentOf, opens, type Opening } from './evidence';

const opening: Opening = { id: 'kev_1', kind: 'said', salt: Buffer.alloc(32, 7).toString('base64url'), value: { firstName: 'Adaeze', numbers: [{ type: 'nin', value: '12345678901' }] } };
const commitment = { id: 'kev_1', kind: 'said', hmac: commitmentOf(opening) } as const;

describe('a commitment', () => {
  it('is opened by what was committed to, in whatever order it is written', () => {
    expect(opens(opening, commitment)).toBe(true);
    expect(opens({ ...opening, value: { numbers: [{ value: '12345678901', type: 'nin' }], firstName: 'Adaeze' } }, commitment)).toBe(true);
  });

  it.each<[string, Partial<Opening>]>([
    ['value', { value: { firstName: 'Adaora' } }],
    ['salt', { salt: Buffer.alloc(32, 8).toString('base64url') }],
    ['salt that is none', { salt: '' }],
    ['kind', { kind: 'note' }],
    ['id', { id: 'kev_2' }],
  ])('is not opened with another %s', (_what, other) => {
    expect(opens({ ...opening, ...other }, commitment)).toBe(false);
    expect(opens({ ...opening, ...other }, { ...commitment, ...(other.id === undefined ? {} : { id: other.id }), ...(other.kind === undefined ? {} : { kind: other.kind }) })).toBe(false);
  });

  it('to the same value is another one each time that its salt is', () => {
    expect(commitmentOf({ ...opening, salt: Buffer.alloc(32, 9).toString('base64url') })).not.toBe(commitment.hmac);
  });

  it('is to exactly one value', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => (canonicalJson(a) === canonicalJson(b)) === (JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)))));
  });
});

/** As above, by another way: with sorted keys at every depth. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? { pairs: Object.entries(JSON.parse(JSON.stringify(value)) as object).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]) }
      : value;
