import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Identity } from '../domain/screening/match';
import type { ScreeningProvider } from './port';

export interface ScreeningProviderHarness {
  provider: ScreeningProvider;
  /** Somebody whom its lists name, as they are named there. */
  listed: Identity;
  /** Somebody whom they do not. */
  stranger: Identity;
  /** The same kind of provider where nothing answers. */
  unreachable: ScreeningProvider;
}

const never = new AbortController().signal;

/** What every screening provider has to prove, whoever wrote it. Call it in a Jest test with the adapter, e.g. on a fake of the service. */
export function describeScreeningProvider(name: string, make: () => Promise<ScreeningProviderHarness>): void {
  describe(`the screening provider "${name}"`, () => {
    let harness: ScreeningProviderHarness;
    beforeAll(async () => {
      harness = await make();
    });
    const search = (subject: Identity) => harness.provider.search(subject, never);

    it('has a code that is stored with each hit', () => {
      expect(harness.provider.code).toMatch(/^[a-z][a-z0-9-]{1,31}$/);
    });

    it('finds whom its lists name, says where, and why', async () => {
      const [best] = (await search(harness.listed)).matches;
      expect(best).toMatchObject({ reference: expect.stringMatching(/\S/), revision: expect.stringMatching(/\S/), list: expect.stringMatching(/\S/), listed: { kind: harness.listed.kind } });
      expect(best?.explanation.name.pairings.length).toBeGreaterThan(0);
    });

    it('scores from 0 to 1, the likeliest first', async () => {
      const scores = (await search(harness.listed)).matches.map(({ score }) => score);
      expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    });

    it('says what it has searched, also where it found nobody', async () => {
      const { lists, matches } = await search(harness.stranger);
      expect(matches).toEqual([]);
      expect(Object.values(lists).length).toBeGreaterThan(0);
      expect(Object.values(lists).every((version) => version !== '')).toBe(true);
    });

    it('gives the same hit the same name and revision, however often it is asked', async () => {
      const named = async () => (await search(harness.listed)).matches.map(({ reference, revision }) => [reference, revision]);
      expect(await named()).toEqual(await named());
    });

    it('tells many who are asked about at once apart', async () => {
      const subjects = Array.from({ length: 8 }, (_, at) => (at % 2 === 0 ? harness.listed : harness.stranger));
      const found = await Promise.all(subjects.map(async (subject) => (await search(subject)).matches.length > 0));
      expect(found).toEqual(subjects.map((subject) => subject === harness.listed));
    });

    it('never says that it found nobody where it could not look', async () => {
      await expect(harness.unreachable.search(harness.listed, AbortSignal.timeout(5_000))).rejects.toThrow();
    });
  });
}
