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
   * Asked once, before the server takes requests.
   *
   * @throws Error with a sentence for the operator when it can never work as it is set up. A key service that merely does
   *   not answer at the moment is no reason.
   */
  check(): Promise<void>;
  /**
   * Encrypts a data key. `subject` is associated data, which a key service knows as an encryption context: the wrapped
   * key unwraps for the same subject only.
   *
   * Retries: safe; each call gives another ciphertext of the same key.
   *
   * @throws Unavailable when the key service does not answer; nothing is stored then.
   */
  wrap(dataKey: Buffer, subject: string): Promise<Buffer>;
  /**
   * The data key again. `keyId` is what this wrapper was when it wrapped: it must still know the master keys of before.
   *
   * @throws MasterKeyMissing when it does not know that one any more.
   * @throws Unavailable when the key service does not answer.
   * @throws Error when the bytes were changed or belong to another subject.
   */
  unwrap(wrapped: Buffer, keyId: string, subject: string): Promise<Buffer>;
}

/** The methods of the port, for the registry. */
export const KEY_WRAPPER_METHODS = ['check', 'wrap', 'unwrap'] as const;

export class MasterKeyMissing extends Error {
  override readonly name = 'MasterKeyMissing';
  /** @param setting where the operator adds it */
  constructor(keyId: string, setting: 'DATA_PREVIOUS_MASTER_KEYS' | 'AWS_KMS_PREVIOUS_KEY_IDS') {
    super(`A data key is wrapped with the master key ${keyId}, which is not among the settings. Add it to ${setting} and run: npm run keys:rewrap`);
  }
}
