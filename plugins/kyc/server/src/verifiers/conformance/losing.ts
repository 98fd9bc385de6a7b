import { describe, expect, it } from '@jest/globals';
import type { VerificationRequest } from '../port';
import { FAULTS, lostHandle, makesPageHere, openPage, patience, reach, requestOf, useHarness, type VerifierHarness } from './harness';

const UNAVAILABLE = { code: 'KYC_VERIFIER_UNAVAILABLE' };

/** What must not be in an address that passes through browsers and logs. */
const aboutPerson = ({ subject: { personId, details, identifiers } }: VerificationRequest): string[] =>
  [personId, ...Object.values(details), ...identifiers.map(({ value }) => value)].filter((one): one is string => typeof one === 'string' && one.length > 3);

/** Answers that never came: what the next one has to know, and who pays for it. */
export function describeLosing(start: () => Promise<VerifierHarness>): void {
  describe('whose answer is lost', () => {
    const harness = useHarness(start);
    const capabilities = () => harness().verifier.capabilities;

    it.each(FAULTS)('does not know what happened (%s)', async (how) => {
      for (const { kind } of capabilities()) {
        harness().service.misbehave(how, 'before');
        await expect(reach(harness(), requestOf(harness(), kind))).rejects.toMatchObject(UNAVAILABLE);
      }
    });

    it('gives up when it is told to, during a call and before it', async () => {
      for (const { kind, how } of capabilities()) {
        harness().service.misbehave('timeout', 'before');
        await expect(reach(harness(), requestOf(harness(), kind, { signal: AbortSignal.timeout(100) }))).rejects.toMatchObject(UNAVAILABLE);
        harness().service.behave();
        const request = requestOf(harness(), kind, { signal: AbortSignal.abort() });
        await expect(reach(harness(), request)).rejects.toMatchObject(UNAVAILABLE);
        if (how !== 'lookup') await expect(harness().verifier.fetch(lostHandle(request), request.signal)).rejects.toMatchObject(UNAVAILABLE);
      }
    });

    it('is found by our reference, and was billed once', async () => {
      const { verifier, service, differs } = harness();
      for (const { kind, how } of capabilities()) {
        if (how === 'session' || differs?.keepsNothingOf?.includes(kind)) continue;
        const request = await lose(kind);
        const found = verifier.fetch(lostHandle(request), patience());
        if (verifier.findsByReference) expect([kind, verifier.normalise(await found, lostHandle(request)).state]).toEqual([kind, 'passed']);
        // Else it would be asked anew, and billed twice.
        else expect(await found.catch((error: { code?: string }) => error.code)).not.toBeNull();
        expect(service.billed(request.reference)).toBe(1);
      }
    });

    it('by a service that kept nothing of the question, is asked for again for nothing', async () => {
      const { verifier, service, differs } = harness();
      for (const kind of differs?.keepsNothingOf ?? []) {
        expect(capabilities()).toContainEqual(expect.objectContaining({ kind, how: 'lookup' }));
        const request = await lose(kind);
        expect(await verifier.fetch(lostHandle(request), patience())).toBeNull();
        const { raw } = await verifier.submit({ ...request, signal: patience() });
        expect([kind, verifier.normalise(raw, lostHandle(request)).state]).toEqual([kind, 'passed']);
        expect(service.billed(request.reference)).toBe(0);
      }
    });

    it('opens the page of the same question again', async () => {
      const { verifier, service } = harness();
      for (const { kind, how } of capabilities()) {
        if (how !== 'session' || makesPageHere(harness(), kind)) continue;
        const request = requestOf(harness(), kind);
        service.misbehave('reset', 'after');
        await expect(openPage(harness(), request)).rejects.toMatchObject(UNAVAILABLE);
        service.behave();
        const { handle, page } = await openPage(harness(), { ...request, signal: patience() });
        expect(page).toMatch(/^https?:\/\/|^token:./);
        expect(await verifier.fetch(handle, patience())).not.toBeNull();
        expect(service.billed(request.reference)).toBeLessThanOrEqual(1);
      }
    });

    it('makes pages here that need no service, say nothing about the person, and are one question', async () => {
      const { verifier, service, differs } = harness();
      for (const { kind } of capabilities()) {
        if (!makesPageHere(harness(), kind)) continue;
        const request = requestOf(harness(), kind);
        service.misbehave('reset', 'before');
        const { handle, page } = await openPage(harness(), request);
        expect((await openPage(harness(), request)).page).toBe(page);
        expect((await openPage(harness(), requestOf(harness(), kind))).page).not.toBe(page);
        for (const words of aboutPerson(request)) expect(decodeURIComponent(page.replaceAll('+', ' '))).not.toContain(words);
        service.behave();
        expect(await verifier.fetch(handle, patience())).toBeNull();
        expect(service.billed(request.reference)).toBe(0);
        for (const _visit of ['first', 'second']) await differs?.pagesAreMadeHere?.visit(page);
        expect(await verifier.fetch(handle, patience())).not.toBeNull();
        expect(service.billed(request.reference)).toBeLessThanOrEqual(1);
      }
    });

    /** Asks, and loses the answer. */
    async function lose(kind: VerificationRequest['kind']): Promise<VerificationRequest> {
      const { verifier, service } = harness();
      const request = requestOf(harness(), kind);
      service.answer('passed');
      service.misbehave('reset', 'after');
      await expect(verifier.submit(request)).rejects.toMatchObject(UNAVAILABLE);
      service.behave();
      return request;
    }
  });
}
