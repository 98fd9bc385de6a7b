import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** What sealed bytes belong to. They open for exactly this and nothing else, wherever they are moved. */
export interface Binding {
  /** Under which the bytes are stored, e.g. `obj_…`. */
  objectId: string;
  /** Whose key seals them: a person, or a single thing that is to be forgotten by itself. */
  subject: string;
  /** Counts what takes the place of what, such as the second scan of a document; from 1. */
  version: number;
}

/*
 * The format, version 1, after Hoang, Reyhanitabar, Rogaway and Vizár, "Online Authenticated-Encryption and its
 * Nonce-Reuse Misuse-Resistance" (STREAM), in the way of Tink's AES-GCM-HKDF-Streaming:
 *
 *   version (1 byte) | salt (32) | nonce prefix (7) | chunk | chunk | … | last chunk
 *
 * A chunk is up to 64 KiB of ciphertext and its tag (16). Its nonce is: prefix (7), number from 0 (4, big endian), and 1
 * for the last chunk, 0 for every other (1). So a chunk that was left out, repeated, moved or put last does not open. Each
 * object has a key of its own, from the subject's key and the salt by HKDF-SHA-256: nonces of two objects never meet.
 *
 * https://eprint.iacr.org/2015/189 · https://developers.google.com/tink/streaming-aead/aes_gcm_hkdf_streaming
 */
export const FORMAT = 1;
export const SALT_BYTES = 32;
export const PREFIX_BYTES = 7;
export const HEADER_BYTES = 1 + SALT_BYTES + PREFIX_BYTES;
export const TAG_BYTES = 16;
export const CHUNK_BYTES = 65_536;
/** The counter has 32 bits, which is 256 TiB. */
export const MOST_CHUNKS = 2 ** 32;

export const contentKey = (dataKey: Buffer, salt: Buffer): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', dataKey, salt, 'mangrove sealed stream 1', 32)));

export function nonceOf(prefix: Buffer, number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(PREFIX_BYTES + 5);
  prefix.copy(nonce);
  nonce.writeUInt32BE(number, PREFIX_BYTES);
  nonce[PREFIX_BYTES + 4] = isLast ? 1 : 0;
  return nonce;
}

/** JSON, so that no two bindings give one text. */
export const associatedData = ({ objectId, subject, version }: Binding): Buffer => Buffer.from(JSON.stringify([FORMAT, objectId, subject, version]));
