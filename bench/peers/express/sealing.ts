import { createCipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;

export interface Sealed {
  sealed: Buffer;
  wrappedKey: Buffer;
}
/** Encrypts under a key of its own, which the master key wraps: forgetting the wrapped key forgets the bytes. */
export function sealBody(masterKey: Buffer, plain: Buffer): Sealed {
  const dataKey = randomBytes(32);
  return { sealed: encrypt(dataKey, plain), wrappedKey: encrypt(masterKey, dataKey) };
}

function encrypt(key: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}
