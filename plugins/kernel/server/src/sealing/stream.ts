import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import { Transform } from 'node:stream';
import { associatedData, CHUNK_BYTES, contentKey, FORMAT, HEADER_BYTES, MOST_CHUNKS, nonceOf, PREFIX_BYTES, SALT_BYTES, TAG_BYTES, type Binding } from './binding';
import { createChunker } from './chunks';

/** The stored bytes are not what was sealed for this: cut, reordered, exchanged, damaged, or under another key. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** Encrypts what flows through, a chunk at a time: memory does not grow with the length. */
export function sealStream(dataKey: Buffer, binding: Binding): Transform {
  const salt = randomBytes(SALT_BYTES);
  const prefix = randomBytes(PREFIX_BYTES);
  const key = contentKey(dataKey, salt);
  const aad = associatedData(binding);
  const chunker = createChunker(CHUNK_BYTES);
  let number = 0;
  const seal = (plain: Buffer, isLast: boolean): Buffer => {
    if (number >= MOST_CHUNKS) throw new RangeError('A sealed stream has no more than 2^32 chunks.');
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(prefix, number, isLast)).setAAD(aad);
    number += 1;
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
  return new Transform({
    construct(done) {
      this.push(Buffer.concat([Buffer.from([FORMAT]), salt, prefix]));
      done();
    },
    transform(data: Buffer, _encoding, done) {
      attempt(done, () => chunker.push(data, (chunk) => this.push(seal(chunk, false))));
    },
    flush(done) {
      attempt(done, () => this.push(seal(chunker.rest(), true)));
    },
  });
}

/**
 * Decrypts what `sealStream` made. What comes out is authentic, chunk by chunk; that it is whole is known at its end only,
 * so a reader that keeps what it has read so far must throw it away when the stream fails. It fails with SealBroken.
 */
export function openStream(dataKey: Buffer, binding: Binding): Transform {
  const aad = associatedData(binding);
  const chunker = createChunker(CHUNK_BYTES + TAG_BYTES);
  let header = Buffer.alloc(0);
  let opening: { key: KeyObject; prefix: Buffer } | undefined;
  let number = 0;
  const open = (chunk: Buffer, isLast: boolean): Buffer => {
    if (!opening || chunk.length < TAG_BYTES) throw new SealBroken('The stored bytes end too early.');
    const body = chunk.length - TAG_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', opening.key, nonceOf(opening.prefix, number, isLast), { authTagLength: TAG_BYTES })
      .setAAD(aad)
      .setAuthTag(chunk.subarray(body));
    number += 1;
    const plain = decipher.update(chunk.subarray(0, body));
    try {
      decipher.final();
    } catch (cause) {
      throw new SealBroken(`Chunk ${number - 1} of ${binding.objectId} is not what was sealed there.`, { cause });
    }
    return plain;
  };
  /** @returns what follows the header. */
  const readHeader = (data: Buffer): Buffer => {
    if (opening) return data;
    header = Buffer.concat([header, data]);
    if (header.length < HEADER_BYTES) return Buffer.alloc(0);
    if (header[0] !== FORMAT) throw new SealBroken(`The stored bytes are of the unknown format ${header[0]}.`);
    opening = { key: contentKey(dataKey, header.subarray(1, 1 + SALT_BYTES)), prefix: header.subarray(1 + SALT_BYTES, HEADER_BYTES) };
    return header.subarray(HEADER_BYTES);
  };
  return new Transform({
    transform(data: Buffer, _encoding, done) {
      attempt(done, () => chunker.push(readHeader(data), (chunk) => this.push(open(chunk, false))));
    },
    flush(done) {
      attempt(done, () => this.push(open(chunker.rest(), true)));
    },
  });
}

function attempt(done: (error?: Error | null) => void, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)));
    return;
  }
  done();
}
