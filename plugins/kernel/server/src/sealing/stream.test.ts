import { randomBytes } from 'node:crypto';
import { Readable, type Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { CHUNK_BYTES, HEADER_BYTES, TAG_BYTES, type Binding } from './binding';
import { openStream, SealBroken, sealStream } from './stream';

const key = randomBytes(32);
const binding: Binding = { objectId: 'obj_1', subject: 'usr_1', version: 1 };
const SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES;

/** Sends bytes through in pieces of given lengths, over and over. */
const through = (transform: Transform, bytes: Uint8Array, lengths: readonly number[] = [bytes.length]): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for (let from = 0, i = 0; from < bytes.length; i += 1) {
    const length = Math.max(1, lengths[i % lengths.length] ?? 1);
    pieces.push(bytes.subarray(from, from + length));
    from += length;
  }
  return buffer(Readable.from(pieces).compose(transform));
};
const seal = (bytes: Uint8Array, lengths?: readonly number[]) => through(sealStream(key, binding), bytes, lengths);
const open = (bytes: Uint8Array, lengths?: readonly number[], bound = binding, by = key) => through(openStream(by, bound), bytes, lengths);

/** Around the ends of chunks, where mistakes live. */
const length = fc.constantFrom(0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 2 * CHUNK_BYTES + 7);
const pieces = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 5 });
const property = { numRuns: 40 };

describe('a sealed stream', () => {
  it('opens to what was sealed, however it was cut on the way', async () => {
    await fc.assert(
      fc.asyncProperty(length, pieces, pieces, async (n, on, off) => {
        const plain = randomBytes(n);
        expect((await open(await seal(plain, on), off)).equals(plain)).toBe(true);
      }),
      property,
    );
  });

  it('is longer by a header and a tag a chunk, and shows nothing of what it holds', async () => {
    const plain = Buffer.alloc(2 * CHUNK_BYTES, 'the deep ');
    const sealed = await seal(plain);
    expect(sealed.length).toBe(HEADER_BYTES + plain.length + 2 * TAG_BYTES);
    expect(sealed.includes('the deep')).toBe(false);
    expect((await seal(plain)).equals(sealed)).toBe(false);
  });

  it('does not open after it was cut anywhere, between chunks too', async () => {
    const sealed = await seal(randomBytes(2 * CHUNK_BYTES + 100));
    const cuts = fc.oneof(fc.integer({ min: 0, max: sealed.length - 1 }), fc.constantFrom(0, 1, HEADER_BYTES, HEADER_BYTES + SEALED_CHUNK, HEADER_BYTES + 2 * SEALED_CHUNK, sealed.length - 1));
    await fc.assert(fc.asyncProperty(cuts, async (at) => expect(open(sealed.subarray(0, at))).rejects.toThrow(SealBroken)), property);
  });

  it('does not open after any bit was changed', async () => {
    const sealed = await seal(randomBytes(CHUNK_BYTES + 100));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: sealed.length * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(sealed);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await expect(open(changed)).rejects.toThrow(SealBroken);
      }),
      property,
    );
  });

  it('does not open with chunks exchanged, repeated, left out, or put behind', async () => {
    const sealed = await seal(randomBytes(3 * CHUNK_BYTES));
    const header = sealed.subarray(0, HEADER_BYTES);
    const [a, b, c] = [0, 1, 2].map((n) => sealed.subarray(HEADER_BYTES + n * SEALED_CHUNK, HEADER_BYTES + (n + 1) * SEALED_CHUNK)) as [Buffer, Buffer, Buffer];
    expect((await open(Buffer.concat([header, a, b, c]))).length).toBe(3 * CHUNK_BYTES);
    for (const chunks of [[b, a, c], [a, a, b, c], [a, c], [b, c], [a, b], [c], [], [a, b, c, c], [a, c, b]]) {
      await expect(open(Buffer.concat([header, ...chunks]))).rejects.toThrow(SealBroken);
    }
  });

  it('does not open with chunks of another stream under the same key', async () => {
    const [mine, other] = [await seal(randomBytes(2 * CHUNK_BYTES)), await seal(randomBytes(2 * CHUNK_BYTES))];
    const first = HEADER_BYTES + SEALED_CHUNK;
    await expect(open(Buffer.concat([mine.subarray(0, first), other.subarray(first)]))).rejects.toThrow(SealBroken);
  });

  it.each([
    ['object', { ...binding, objectId: 'obj_2' }], ['subject', { ...binding, subject: 'usr_2' }], ['version', { ...binding, version: 2 }],
    ['object whose name ends where another’s subject begins', { objectId: 'obj_1","usr', subject: '_1', version: 1 }],
  ])('does not open for another %s', async (_what, other) => {
    await expect(open(await seal(Buffer.from('passport')), undefined, other)).rejects.toThrow(SealBroken);
  });

  it('does not open with another key', async () => {
    await expect(open(await seal(Buffer.from('passport')), undefined, binding, randomBytes(32))).rejects.toThrow(SealBroken);
  });

  it('gives nothing out before it is known to be authentic', async () => {
    const sealed = await seal(randomBytes(CHUNK_BYTES * 2));
    sealed[HEADER_BYTES + 5] = (sealed[HEADER_BYTES + 5] ?? 0) ^ 1;
    const given: Buffer[] = [];
    const opener = openStream(key, binding).on('data', (chunk: Buffer) => given.push(chunk));
    const failure = new Promise((resolve) => opener.once('error', resolve));
    opener.end(sealed);
    expect(await failure).toBeInstanceOf(SealBroken);
    expect(given).toEqual([]);
  });
});
