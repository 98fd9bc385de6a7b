import { hkdfSync } from 'node:crypto';
import { open, seal } from '../crypto';
import { MasterKeyMissing, type KeyWrapper } from './key-wrapper';

export const LOCAL_MASTER_KEY = 'local-master-key';

export interface LocalMasterKeys {
  /** 32 bytes; wraps. */
  current: Buffer;
  /** Those of before; they unwrap what was not rewrapped yet. */
  previous: readonly Buffer[];
}

/** Tells one master key from another, and nothing else about it. */
const fingerprint = (masterKey: Buffer): string => Buffer.from(hkdfSync('sha256', masterKey, '', 'mangrove master key id', 8)).toString('hex');
const boundTo = (subject: string) => `data key of ${subject}`;

/** Master keys that come from the server's settings. */
export function localMasterKey({ current, previous }: LocalMasterKeys): KeyWrapper {
  const known = new Map([...previous, current].map((masterKey) => [fingerprint(masterKey), masterKey]));
  return {
    code: LOCAL_MASTER_KEY,
    keyId: fingerprint(current),
    // Settings are checked where they are read.
    check: () => Promise.resolve(),
    wrap: (dataKey, subject) => Promise.resolve(seal(current, dataKey, boundTo(subject))),
    // Async, so that what is wrong rejects, as with a key service.
    async unwrap(wrapped, keyId, subject) {
      const masterKey = known.get(keyId);
      if (!masterKey) throw new MasterKeyMissing(keyId, 'DATA_PREVIOUS_MASTER_KEYS');
      return open(masterKey, wrapped, boundTo(subject));
    },
  };
}
