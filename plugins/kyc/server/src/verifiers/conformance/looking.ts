import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ask, FAULTS, newReference, patience, requestOf, useHarness, type VerifierHarness } from './harness';
import { verdictOf } from './verdict';

const STATES = ['pending', 'passed', 'failed', 'review'];

/** What became of a question: read strictly, whatever it is. */
export function describeLooking(start: () => Promise<VerifierHarness>): void {
  describe('asked what became of a question', () => {
    const harness = useHarness(start);
    const kinds = () => harness().verifier.capabilities.map(({ kind }) => kind);
    const waiting = () => harness().verifier.capabilities.filter(({ how }) => how !== 'lookup');

    it.each(['passed', 'failed', 'review'] as const)('says %s in our words, and in its own', async (verdict) => {
      for (const kind of kinds()) {
        expect([kind, await verdictOf(harness(), kind, verdict)]).toMatchObject([kind, { state: verdict, status: expect.stringMatching(/^.{1,100}$/) }]);
      }
    });

    it('in a word that nobody has heard before, leaves it to a person', async () => {
      for (const kind of kinds()) expect([kind, (await verdictOf(harness(), kind, 'unheard-of')).state]).toEqual([kind, 'review']);
    });

    it('that is not answered yet, says so', async () => {
      for (const { kind } of waiting()) expect([kind, (await verdictOf(harness(), kind, 'pending')).state]).toEqual([kind, 'pending']);
    });

    it('says the same as often as it is asked, and bills nothing for it', async () => {
      const { verifier, service } = harness();
      for (const { kind, how } of waiting()) {
        const { handle } = await ask(harness(), kind, requestOf(harness(), kind));
        service.answer('passed');
        const states = [await verifier.fetch(handle, patience()), await verifier.fetch(handle, patience())].map((raw) => verifier.normalise(raw, handle).state);
        expect(states).toEqual(['passed', 'passed']);
        expect(service.billed(handle.reference)).toBeLessThanOrEqual(1);
        if (how === 'job') expect(service.billed(handle.reference)).toBe(1);
      }
    });

    it('says clearly where it never had it', async () => {
      const { verifier } = harness();
      if (!verifier.findsByReference) return;
      for (const { kind } of waiting()) expect(await verifier.fetch({ reference: newReference(), providerReference: null, kind }, patience())).toBeNull();
    });

    it.each(FAULTS)('without an answer (%s), has no opinion', async (how) => {
      for (const { kind } of waiting()) {
        const { handle } = await ask(harness(), kind, requestOf(harness(), kind));
        harness().service.misbehave(how, 'before');
        await expect(harness().verifier.fetch(handle, patience())).rejects.toMatchObject({ code: 'KYC_VERIFIER_UNAVAILABLE' });
        harness().service.behave();
      }
    });

    it('reads whatever comes without failing, and takes none of it for a pass', () => {
      const { verifier } = harness();
      for (const kind of kinds()) {
        const handle = { reference: newReference(), providerReference: 'theirs', kind };
        fc.assert(
          fc.property(fc.jsonValue(), (raw) => {
            const { state, status, checks, reasons, documents } = verifier.normalise(raw, handle);
            expect(STATES).toContain(state);
            expect(state).not.toBe('passed');
            expect(typeof status).toBe('string');
            expect([checks, reasons, documents].every(Array.isArray)).toBe(true);
          }),
        );
      }
    });

    it('never takes an answer about another question for one about this', async () => {
      const { verifier, service } = harness();
      service.answer('passed');
      for (const { kind } of waiting()) {
        const { handle } = await ask(harness(), kind, requestOf(harness(), kind));
        const raw = await verifier.fetch(handle, patience());
        expect(verifier.normalise(raw, { reference: newReference(), providerReference: 'another', kind }).state).not.toBe('passed');
      }
    });

    it('scores from 0 to 1, and gives reasons that have a code', async () => {
      for (const kind of kinds()) {
        for (const verdict of ['passed', 'failed'] as const) {
          const { checks, reasons } = await verdictOf(harness(), kind, verdict);
          for (const { name, score = 0 } of checks) expect([/^[a-z0-9_]{1,60}$/.test(name), score >= 0 && score <= 1]).toEqual([true, true]);
          for (const { code } of reasons) expect(code).toMatch(/^[a-z0-9_]{1,60}$/);
        }
      }
    });
  });
}
