import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../ids';
import { ObjectMissing, type ObjectStore } from './object-store';

export interface ObjectStoreHarness {
  store: ObjectStore;
  /** Every key under which something lies, by another way than the store's own. */
  keys(): Promise<string[]>;
  /** The same store set up so that it can never work, and a part of the sentence with which it says so. */
  impossible: { store: ObjectStore; says: string };
  stop(): Promise<void>;
}

/** Longer than one part of an upload to S3. */
const LARGE_BYTES = 11 * 1_024 * 1_024;
/** Of a put at the worst, and of a server that runs in this process beside it; a small part of what flows. */
const MOST_HELD_BYTES = 64 * 1_024 * 1_024;

/** What every object store has to prove, against what really keeps the bytes: a disk, or a server that speaks the protocol. */
export function describeObjectStore(name: string, start: () => Promise<ObjectStoreHarness>): void {
  describe(`the object store "${name}"`, () => {
    let harness: ObjectStoreHarness;
    beforeAll(async () => {
      harness = await start();
    });
    afterAll(() => harness.stop());
    const store = () => harness.store;
    const put = (key: string, bytes: Buffer) => store().put(key, Readable.from([bytes]));

    it('says that it can work', async () => {
      await expect(store().check()).resolves.toBeUndefined();
    });

    it('says in a sentence why it cannot', async () => {
      await expect(harness.impossible.store.check()).rejects.toThrow(harness.impossible.says);
    });

    it.each([0, 1, 70_000, LARGE_BYTES])('keeps %d bytes as they are', async (length) => {
      const [key, bytes] = [newId('obj'), randomBytes(length)];
      await put(key, bytes);
      expect(await store().head(key)).toEqual({ sizeBytes: length });
      expect((await buffer(await store().get(key))).equals(bytes)).toBe(true);
    });

    it('takes a stream no faster than it can put it away', async () => {
      let made = 0;
      const endless = Readable.from(
        (async function* () {
          const piece = randomBytes(65_536);
          for (; made < 12 * LARGE_BYTES; made += piece.length) yield piece;
        })(),
        { objectMode: false },
      );
      const before = process.memoryUsage().arrayBuffers;
      let most = 0;
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }, 5);
      const key = newId('obj');
      await store().put(key, endless);
      clearInterval(watch);
      expect((await store().head(key))?.sizeBytes).toBe(made);
      expect(most).toBeLessThan(MOST_HELD_BYTES);
      await store().erase(key);
    });

    it('has nothing under a key that nobody has put', async () => {
      expect(await store().head('obj_nothing')).toBeUndefined();
      await expect(store().get('obj_nothing')).rejects.toThrow(ObjectMissing);
    });

    it('erases, as often as it is asked', async () => {
      const key = newId('obj');
      await put(key, randomBytes(100));
      for (let i = 0; i < 2; i += 1) {
        await store().erase(key);
        expect(await store().head(key)).toBeUndefined();
        await expect(store().get(key)).rejects.toThrow(ObjectMissing);
      }
      expect(await harness.keys()).not.toContain(key);
    });

    it.each([100, LARGE_BYTES])('keeps nothing of a stream that fails after %d bytes, and rejects with its error', async (length) => {
      const key = newId('obj');
      const cut = Readable.from(
        (async function* () {
          for (let sent = 0; sent < length; sent += 50_000) yield randomBytes(Math.min(50_000, length - sent));
          throw new Error('The sender is gone.');
        })(),
        { objectMode: false },
      );
      await expect(store().put(key, cut)).rejects.toThrow('The sender is gone.');
      expect(await store().head(key)).toBeUndefined();
      expect((await harness.keys()).filter((found) => found.includes(key))).toEqual([]);
    });

    it('replaces what lies under a key at once', async () => {
      const key = newId('obj');
      await put(key, Buffer.from('first'));
      await put(key, Buffer.from('second'));
      expect((await buffer(await store().get(key))).toString()).toBe('second');
    });

    it.each(['', '../outside', 'a/b', '.', '..', 'a.part', 'A', 'a\0b', 'x'.repeat(129)])('takes no key like %j', async (key) => {
      await expect(put(key, Buffer.from('x'))).rejects.toThrow('is no key of an object');
      await expect(store().get(key)).rejects.toThrow('is no key of an object');
      await expect(store().head(key)).rejects.toThrow('is no key of an object');
      await expect(store().erase(key)).rejects.toThrow('is no key of an object');
    });
  });
}
