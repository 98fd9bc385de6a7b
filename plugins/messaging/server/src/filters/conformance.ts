import { describe, expect, it } from '@jest/globals';
import type { Verdict, WordFilter } from './port';

export interface WordFilterHarness {
  filter: WordFilter;
  /** A text that passes. */
  innocent: string;
  /** A text that it masks; leave it out where it never does. */
  masked?: string;
  /** A text that it refuses; leave it out where it never does. */
  refused?: string;
}

const MOST_CHARACTERS = 8_000;
const LONGEST_MS = 1_000;

/** What a person may send, and a filter has to survive. */
const STRANGE = ['', ' ', '\n\t', '\uD800', '\u200B'.repeat(100), 'e\u0301'.repeat(100), '👩‍👩‍👧‍👦'.repeat(100), '‮abc‬', '$&', '\\', '(((((', '%s %d', '<b>', '__proto__', 'x'.repeat(MOST_CHARACTERS), '! '.repeat(MOST_CHARACTERS / 2)];

/**
 * What every word filter has to prove, whoever wrote it. Call it in a Jest test with the adapter and texts of which you
 * know what it says.
 *
 * @example
 * describeWordFilter('no-phone-numbers', { filter: noPhoneNumbers(), innocent: 'At nine.', masked: 'Call 0800 123 456' });
 */
export function describeWordFilter(name: string, { filter, innocent, masked, refused }: WordFilterHarness): void {
  const isVerdict = (found: Verdict) =>
    found.verdict === 'pass' || found.verdict === 'refuse' || (found.verdict === 'mask' && found.text.length > 0 && found.text.length <= MOST_CHARACTERS);

  describe(`the word filter "${name}"`, () => {
    it('has a code that logs and settings can name', () => {
      expect(filter.code).toMatch(/^[a-z][a-z0-9-]{1,31}$/);
    });

    it('lets an innocent text pass', async () => {
      expect(await filter.check(innocent)).toEqual({ verdict: 'pass' });
    });

    it('says the same of the same text, however often and in whatever order', async () => {
      const texts = [innocent, masked ?? innocent, refused ?? innocent];
      const first = await Promise.all(texts.map(async (text) => filter.check(text)));
      expect((await Promise.all(texts.toReversed().map(async (text) => filter.check(text)))).toReversed()).toEqual(first);
    });

    it('survives whatever people send, in time', async () => {
      for (const text of STRANGE) {
        const begun = performance.now();
        const found = await filter.check(text);
        expect([text.slice(0, 20), isVerdict(found)]).toEqual([text.slice(0, 20), true]);
        expect(performance.now() - begun).toBeLessThan(LONGEST_MS);
      }
    });

    if (masked !== undefined) {
      it('masks so that nothing is left to mask', async () => {
        const found = await filter.check(masked);
        expect(found.verdict).toBe('mask');
        if (found.verdict !== 'mask') return;
        expect(found.text).not.toBe(masked);
        expect(await filter.check(found.text)).toEqual({ verdict: 'pass' });
      });
    }

    if (refused !== undefined) {
      it('refuses what it is there to refuse, also among other words', async () => {
        for (const text of [refused, `${innocent} ${refused}`, `${refused}\n${innocent}`]) expect(await filter.check(text)).toEqual({ verdict: 'refuse' });
      });
    }
  });
}
