import { describe, expect, it } from '@jest/globals';
import { VERIFICATION_KINDS } from '../../domain/verification';
import { verifierMethods } from '../port';
import { ask, FAULTS, requestOf, useHarness, type VerifierHarness } from './harness';

/** Handing a question over: taken, refused, or no word about it. */
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

    it.each(FAULTS)('does not know what happened when the answer is lost (%s)', async (how) => {
      for (const { kind } of harness().verifier.capabilities) {
        harness().service.misbehave(how, 'before');
        await expect(ask(harness(), kind, requestOf(harness(), kind))).rejects.toMatchObject({ code: 'KYC_VERIFIER_UNAVAILABLE' });
      }
    });

    it('gives up when it is told to', async () => {
      const [{ kind } = { kind: 'identity_number' as const }] = harness().verifier.capabilities;
      harness().service.misbehave('timeout', 'before');
      await expect(ask(harness(), kind, requestOf(harness(), kind, { signal: AbortSignal.timeout(100) }))).rejects.toMatchObject({ code: 'KYC_VERIFIER_UNAVAILABLE' });
    });

    it('whose answer was lost is found by our reference, and was billed once', async () => {
      const { verifier, service } = harness();
      for (const { kind, how } of verifier.capabilities) {
        if (!verifier.findsByReference || how === 'session') continue;
        const request = requestOf(harness(), kind);
        service.answer('passed');
        service.misbehave('reset', 'after');
        await expect(verifier.submit(request)).rejects.toMatchObject({ code: 'KYC_VERIFIER_UNAVAILABLE' });
        service.behave();
        const raw = await verifier.fetch({ reference: request.reference, providerReference: null, kind }, request.signal);
        expect(raw).not.toBeNull();
        expect(verifier.normalise(raw, { reference: request.reference, providerReference: null, kind }).state).toBe('passed');
        expect(service.billed(request.reference)).toBe(1);
      }
    });

    it('passes a clear refusal on, as a code without personal data', async () => {
      const { refused, verifier } = harness();
      if (!refused) return expect(verifier.capabilities.length).toBeGreaterThan(0);
      const failure: { code?: string; details?: { reason?: string }; message?: string } = await ask(harness(), refused.kind, requestOf(harness(), refused.kind, { subject: refused.subject })).then(
        () => ({}),
        (error: unknown) => error as object,
      );
      expect(failure).toMatchObject({ code: 'KYC_VERIFIER_REFUSED', details: { verifier: verifier.code, reason: expect.stringMatching(/^[a-z0-9][a-z0-9_]{0,59}$/) } });
      for (const { value } of refused.subject.identifiers) expect(failure.message).not.toContain(value);
    });

    it('tells wrong credentials from a refusal', async () => {
      for (const { kind } of harness().verifier.capabilities) {
        await expect(ask({ ...harness(), verifier: harness().stranger }, kind, requestOf(harness(), kind))).rejects.toMatchObject({ code: 'KYC_VERIFIER_MISCONFIGURED' });
      }
    });
  });
}
