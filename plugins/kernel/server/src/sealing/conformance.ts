import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { KeyWrapper } from './key-wrapper';

export interface KeyWrapperHarness {
  wrapper: KeyWrapper;
  /** The same after its master key was replaced; it still knows the one before. */
  rotated: KeyWrapper;
}

/** What every adapter that wraps data keys has to prove. */
export function describeKeyWrapper(name: string, start: () => Promise<KeyWrapperHarness>): void {
  describe(`the key wrapper "${name}"`, () => {
    const dataKey = randomBytes(32);

    it('gives a key back for its subject', async () => {
      const { wrapper } = await start();
      const wrapped = await wrapper.wrap(dataKey, 'usr_1');
      expect(wrapped.includes(dataKey)).toBe(false);
      expect((await wrapper.unwrap(wrapped, wrapper.keyId, 'usr_1')).equals(dataKey)).toBe(true);
    });

    it('wraps to something else each time', async () => {
      const { wrapper } = await start();
      expect((await wrapper.wrap(dataKey, 'usr_1')).equals(await wrapper.wrap(dataKey, 'usr_1'))).toBe(false);
    });

    it('gives it back for no other subject, and not after the bytes were changed or cut', async () => {
      const { wrapper } = await start();
      const wrapped = await wrapper.wrap(dataKey, 'usr_1');
      const changed = Buffer.from(wrapped);
      changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
      await expect(wrapper.unwrap(wrapped, wrapper.keyId, 'usr_2')).rejects.toThrow();
      await expect(wrapper.unwrap(changed, wrapper.keyId, 'usr_1')).rejects.toThrow();
      await expect(wrapper.unwrap(wrapped.subarray(0, -1), wrapper.keyId, 'usr_1')).rejects.toThrow();
    });

    it('still knows the master key of before a rotation, and wraps with the new one', async () => {
      const { wrapper, rotated } = await start();
      const wrapped = await wrapper.wrap(dataKey, 'usr_1');
      expect(rotated.keyId).not.toBe(wrapper.keyId);
      expect((await rotated.unwrap(wrapped, wrapper.keyId, 'usr_1')).equals(dataKey)).toBe(true);
      const again = await rotated.wrap(dataKey, 'usr_1');
      await expect(wrapper.unwrap(again, rotated.keyId, 'usr_1')).rejects.toThrow();
    });
  });
}
