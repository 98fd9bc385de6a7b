import { describe, expect, it } from '@jest/globals';
import { VERIFICATION_KINDS } from '../../domain/verification';
import { verifierMethods } from '../port';
import { ask, howOf, lostHandle, reach, requestOf, useHarness, type VerifierHarness } from './harness';

/** Handing a question over: taken, or refused. */
export function describeAsking(start: () => Promise<VerifierHarness>): void {
  describe('asked about somebody', () => {
    const harness = useHarness(start);

    it('declares who it is and what it can find out, each once', () => {
      const { verifier } = harness();
      expect(verifier.code).toMatch(/^[a-z][a-z0-9-]{1,31}$/);
      expect(['test', 'live', 'scripted']).toContain(verifier.mode);
      for (const method of verifierMethods) expect(typeof verifier[method]).toBe('function');
      const kinds = verifier.capabilities.map(({ kind }) => kind);
      expect(kinds.length).toBeGreaterThan(0);
      expect(new Set(kinds).size).toBe(kinds.length);
      expect(VERIFICATION_KINDS).toEqual(expect.arrayContaining(kinds));
      for (const { countries } of verifier.capabilities) for (const country of countries === '*' ? [] : countries) expect(country).toMatch(/^[A-Z]{2}$/);
    });

    it('takes the question, and gives an answer of JSON or a page', async () => {
      for (const { kind, how } of harness().verifier.capabilities) {
        const taken = await ask(harness(), kind, requestOf(harness(), kind));
        if (how === 'lookup') expect(taken.raw).not.toBeNull();
        expect(JSON.parse(JSON.stringify(taken.raw))).toEqual(taken.raw);
        if (how === 'session') expect(taken.page).toMatch(/^https?:\/\/|^token:./);
      }
    });

    it('passes a clear refusal on, as a code without personal data', async () => {
      const { refused, verifier } = harness();
      if (!refused) return;
      const failure: { code?: string; details?: { reason?: string }; message?: string } = await ask(harness(), refused.kind, requestOf(harness(), refused.kind, { subject: refused.subject })).then(
        () => ({}),
        (error: unknown) => error as object,
      );
      expect(failure).toMatchObject({ code: 'KYC_VERIFIER_REFUSED', details: { verifier: verifier.code, reason: expect.stringMatching(/^[a-z0-9][a-z0-9_]{0,59}$/) } });
      for (const { value } of refused.subject.identifiers) expect(failure.message).not.toContain(value);
    });

    it('that refuses nobody, refuses what it was not made for', async () => {
      const { refused, verifier } = harness();
      if (refused) return;
      const refusal = { code: 'KYC_VERIFIER_REFUSED', details: { verifier: verifier.code, reason: expect.stringMatching(/^[a-z0-9][a-z0-9_]{0,59}$/) } };
      for (const kind of VERIFICATION_KINDS) {
        const how = howOf(harness(), kind);
        const request = { ...requestOf(harness(), verifier.capabilities[0]?.kind ?? kind), kind };
        if (how !== 'session') await expect(verifier.createSession(request)).rejects.toMatchObject(refusal);
        if (how === undefined || how === 'session') await expect(verifier.submit(request)).rejects.toMatchObject(refusal);
      }
    });

    it('tells wrong credentials from a refusal, and from a question that is not known', async () => {
      const { verifier, stranger } = harness();
      for (const { kind, how } of verifier.capabilities) {
        const request = requestOf(harness(), kind);
        await expect(reach({ ...harness(), verifier: stranger }, request)).rejects.toMatchObject({ code: 'KYC_VERIFIER_MISCONFIGURED' });
        if (how !== 'lookup') await expect(stranger.fetch(lostHandle(request), request.signal)).rejects.toMatchObject({ code: 'KYC_VERIFIER_MISCONFIGURED' });
      }
    });
  });
}
