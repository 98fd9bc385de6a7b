/**
 * Whoever keeps a master key and wraps data keys with it: the server's own settings, or a key service outside. Data keys
 * are 32 bytes, and are stored in wrapped form only.
 */
export interface KeyWrapper {
  /** Stored with each wrapped key, e.g. `local-master-key`. Never rename it once released. */
  readonly code: string;
  /** Names the master key that wraps now, e.g. a fingerprint or the name at a key service; says nothing about the key itself. Another one after a rotation. */
  readonly keyId: string;
  /**
   * Encrypts a data key. `subject` is associated data, which a key service knows as an encryption context: the wrapped
   * key unwraps for the same subject only.
   *
   * Retries: safe; each call gives another ciphertext of the same key.
   *
   * @throws Error when the key service does not answer; nothing is stored then.
   */
  wrap(dataKey: Buffer, subject: string): Promise<Buffer>;
  /**
   * The data key again. `keyId` is what this wrapper was when it wrapped: it must still know the master keys of before.
   *
   * @throws MasterKeyMissing when it does not know that one any more.
   * @throws Error when the bytes were changed or belong to another subject, or the key service does not answer.
   */
  unwrap(wrapped: Buffer, keyId: string, subject: string): Promise<Buffer>;
}

export class MasterKeyMissing extends Error {
  override readonly name = 'MasterKeyMissing';
  constructor(keyId: string) {
    super(`A data key is wrapped with the master key ${keyId}, which is not among the settings. Add it to DATA_PREVIOUS_MASTER_KEYS and run: npm run keys:rewrap`);
  }
}
