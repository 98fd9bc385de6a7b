import { open, seal } from '../crypto';
import type { DataKeys } from './data-keys';

/** Small values that lie in a table of ours, each sealed under the key of whom it concerns. */
export interface SealedValues {
  /**
   * Encrypts a value. `boundTo` names where it lies, e.g. `guests.address`, and must be given again to open it.
   *
   * Never inside a transaction: the key of a new subject is stored by itself, on another connection.
   */
  seal(subject: string, plain: string, boundTo: string): Promise<Buffer>;
  /** @returns `undefined` once the subject was forgotten. @throws Error when the bytes were changed or lie elsewhere. */
  open(subject: string, sealed: Buffer, boundTo: string): Promise<string | undefined>;
}

export const createSealedValues = (keys: DataKeys): SealedValues => ({
  async seal(subject, plain, boundTo) {
    return seal(await keys.obtain(subject), Buffer.from(plain), bindingOf(subject, boundTo));
  },
  async open(subject, sealed, boundTo) {
    const key = await keys.find(subject);
    return key && open(key, sealed, bindingOf(subject, boundTo)).toString();
  },
});

const bindingOf = (subject: string, boundTo: string): string => JSON.stringify([subject, boundTo]);
