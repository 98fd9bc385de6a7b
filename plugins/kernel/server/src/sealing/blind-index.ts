import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { DataKeys } from './data-keys';

/** Finds equal values without keeping them: a keyed hash, which says nothing to who has the database alone. */
export interface BlindIndex {
  /**
   * 32 bytes, the same for the same value for ever: the key is a data key of its own, so that a new master key changes
   * nothing here.
   *
   * Never inside a transaction: the key is stored by itself, on another connection.
   */
  digest(value: string): Promise<Buffer>;
}

/** One for each purpose: values of two purposes are never found equal. */
export function createBlindIndex(keys: DataKeys, purpose: string): BlindIndex {
  let known: KeyObject | undefined;
  return {
    async digest(value) {
      known ??= createSecretKey(Buffer.from(hkdfSync('sha256', await keys.obtain(`index:${purpose}`), '', 'mangrove blind index 1', 32)));
      return createHmac('sha256', known).update(value).digest();
    },
  };
}
