import type { Readable } from 'node:stream';

/**
 * A place that keeps bytes under a key: a folder, or an object storage service. It is given sealed bytes alone, and knows
 * nothing of what they are. Keys are 1 to 128 characters of a-z, 0-9, "_" and "-"; each is written once.
 */
export interface ObjectStore {
  /** Stored with each object, e.g. `local-folder`. Never rename it once released. */
  readonly code: string;
  /**
   * Asked once, before the server takes requests.
   *
   * @throws Error with a sentence for the operator when it can never work as it is set up. A service that merely does not
   *   answer at the moment is no reason.
   */
  check(): Promise<void>;
  /**
   * Keeps what flows in. When this resolves the bytes are durable: a crash of machine or process loses none of them. When
   * it rejects, because the stream failed or the store did, there is nothing under the key.
   *
   * Memory: bounded, however long the stream is.
   * Retries: the same bytes may be put again under the same key; a stream cannot be repeated, so that is the caller's.
   *
   * @throws the error of the stream, or that of the store.
   */
  put(key: string, bytes: Readable): Promise<void>;
  /**
   * The bytes. The caller reads them to their end or destroys the stream; it fails where the store does on the way.
   *
   * @throws ObjectMissing when there is nothing under the key.
   */
  get(key: string): Promise<Readable>;
  /** How many bytes lie under a key; `undefined` where nothing does. */
  head(key: string): Promise<{ sizeBytes: number } | undefined>;
  /**
   * Removes the bytes, and whatever an interrupted `put` has left of them. No error where there is nothing.
   *
   * Retries: safe, as often as one likes.
   */
  erase(key: string): Promise<void>;
}

/** The methods of the port, for the registry. */
export const OBJECT_STORE_METHODS = ['check', 'put', 'get', 'head', 'erase'] as const;

export class ObjectMissing extends Error {
  override readonly name = 'ObjectMissing';
  constructor(store: string, key: string, cause?: unknown) {
    super(`The object store "${store}" has nothing under ${key}.`, { cause });
  }
}

/** @throws Error for a key that could mean something to a file system or a service. */
export function assertObjectKey(key: string): void {
  if (!/^[a-z0-9_-]{1,128}$/.test(key)) throw new Error(`${JSON.stringify(key)} is no key of an object: 1 to 128 characters of a-z, 0-9, "_" and "-".`);
}
