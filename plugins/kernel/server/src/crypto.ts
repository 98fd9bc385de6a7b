import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Sealed bytes are: version (1 byte), nonce (12), tag (16), ciphertext. AES-256-GCM; the associated data binds them to
 * the row they belong to, so that a sealed value moved to another row does not open.
 */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

// Keys are handed over as KeyObjects: telling that a Buffer is none costs Node more than the encryption of a small body.

/** Encrypts with a 32-byte key. `boundTo` must be given again to open, e.g. the id of the row. */
export function seal(key: Buffer, plain: Buffer, boundTo: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce).setAAD(Buffer.from(boundTo));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), body]);
}

/** @throws Error when the key is wrong, the bytes were changed, or they belong to another row. */
export function open(key: Buffer, sealed: Buffer, boundTo: string): Buffer {
  if (sealed[0] !== VERSION) throw new Error(`Sealed bytes of the unknown version ${sealed[0] ?? 'none'}.`);
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
  // Without the length, bytes cut off the end would leave a shorter tag, which is easier to guess.
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(boundTo)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

/** A value under a data key of its own; forgetting the wrapped key forgets the value, wherever copies of it lie. */
export interface Envelope {
  sealed: Buffer;
  wrappedKey: Buffer;
}

export function sealEnvelope(masterKey: Buffer, plain: Buffer, boundTo: string): Envelope {
  const dataKey = randomBytes(32);
  return { sealed: seal(dataKey, plain, boundTo), wrappedKey: seal(masterKey, dataKey, boundTo) };
}

/** @param masterKeys the one that wraps, then those of before: what was not rewrapped yet opens as well */
export const openEnvelope = (masterKeys: readonly [Buffer, ...Buffer[]], { sealed, wrappedKey }: Envelope, boundTo: string): Buffer =>
  open(openWithAny(masterKeys, wrappedKey, boundTo).plain, sealed, boundTo);

/** Opens with the first key that does. @throws Error that the last one gave, where none does. */
export function openWithAny(keys: readonly [Buffer, ...Buffer[]], sealed: Buffer, boundTo: string): { plain: Buffer; key: Buffer } {
  let failure: unknown;
  for (const key of keys) {
    try {
      return { plain: open(key, sealed, boundTo), key };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

export const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/** Compares in a time that does not depend on where two texts differ. */
export function isSameText(a: string, b: string): boolean {
  const left = sha256(a);
  return timingSafeEqual(left, sha256(b));
}
