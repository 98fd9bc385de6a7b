import { sha256 } from '../../crypto';

/** Data keys that were unwrapped lately. A key service is asked over the network, by the request that needs the key, and counts calls. */
export interface OpenedKeys {
  /** What is known for these wrapped bytes, or what `unwrap` answers; whoever asks meanwhile waits for the same answer. */
  obtain(wrapped: Buffer, keyId: string, subject: string, unwrap: () => Promise<Buffer>): Promise<Buffer>;
}

/**
 * Keeps them in memory alone, at most `most`, each for `forMs` from its unwrapping. The caller has read the wrapped bytes
 * from its table just now, so a subject that was forgotten is asked for no more, whatever lies here.
 */
export function createOpenedKeys({ most, forMs, now = () => performance.now() }: { most: number; forMs: number; now?: () => number }): OpenedKeys {
  const known = new Map<string, { key: Promise<Buffer>; until: number }>();
  return {
    obtain(wrapped, keyId, subject, unwrap) {
      const name = sha256(JSON.stringify([keyId, subject, wrapped.toString('base64')])).toString('base64');
      const found = known.get(name);
      if (found && found.until > now()) return found.key;
      known.delete(name);
      const key = unwrap();
      known.set(name, { key, until: now() + forMs });
      // A failure is nobody's answer but of those who waited for it.
      key.catch(() => known.get(name)?.key === key && known.delete(name));
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
      return key;
    },
  };
}
