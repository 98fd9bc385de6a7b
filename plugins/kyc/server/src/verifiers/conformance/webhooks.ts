import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ask, newReference, patience, requestOf, useHarness, type VerifierHarness } from './harness';

/** What a verifier tells us by itself: authentic or not, and never believed without asking. */
export function describeWebhooks(start: () => Promise<VerifierHarness>): void {
  describe('given a webhook', () => {
    const harness = useHarness(start);
    const asked = async () => {
      const [{ kind } = { kind: 'identity_number' as const }] = harness().verifier.capabilities.filter(({ how }) => how !== 'lookup');
      return (await ask(harness(), kind, requestOf(harness(), kind))).handle;
    };
    const webhook = async ({ claims = 'passed' as 'passed' | 'failed', signedWith = 0, at = new Date() } = {}) => {
      const handle = await asked();
      return { handle, at, ...harness().service.webhook(handle.reference, { claims, signedWith, at }) };
    };
    const isSilent = () => harness().webhooks.are === 'none';

    it('of a service that sends none, takes none', () => {
      if (!isSilent()) return;
      for (const body of ['', '{}', '{"event":"passed"}']) expect(harness().verifier.verifyWebhook(Buffer.from(body), {}, new Date())).toBeNull();
    });

    it('says what to ask about, and which of its secrets signed it, so that one can be replaced', async () => {
      if (isSilent()) return;
      for (const signedWith of [0, 1]) {
        const { handle, rawBody, headers, at } = await webhook({ signedWith });
        const notice = harness().verifier.verifyWebhook(rawBody, headers, at);
        expect(notice).toMatchObject({ secretIndex: signedWith, eventType: expect.stringMatching(/^.{1,100}$/) });
        expect([notice?.reference === handle.reference, notice?.providerReference === handle.providerReference && handle.providerReference !== null]).toContain(true);
      }
    });

    it('refuses one that carries no signature, or a damaged one', async () => {
      if (isSilent()) return;
      const { rawBody, headers, at } = await webhook();
      if (harness().webhooks.coverBody) expect(harness().verifier.verifyWebhook(rawBody, {}, at)).toBeNull();
      expect(harness().verifier.verifyWebhook(Buffer.alloc(0), {}, at)).toBeNull();
      for (const damage of ['', '0', 'é', 'x'.repeat(10_000)]) {
        const damaged = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, damage === '' ? '' : value.slice(0, -1) + damage]));
        if (harness().webhooks.coverBody) expect(harness().verifier.verifyWebhook(rawBody, damaged, at)).toBeNull();
      }
    });

    it('refuses one whose bytes were changed', async () => {
      if (isSilent() || !harness().webhooks.coverBody) return;
      const { rawBody, headers, at } = await webhook();
      for (const changed of [Buffer.concat([rawBody, Buffer.from(' ')]), rawBody.subarray(0, -1), Buffer.from(rawBody.toString('utf8').replace('passed', 'failed') + '\n'), Buffer.alloc(0)]) {
        expect(harness().verifier.verifyWebhook(changed, headers, at)).toBeNull();
      }
    });

    it('refuses one that was signed with a secret of somebody else, and all where it has no secret', async () => {
      if (isSilent()) return;
      const { rawBody, headers, at } = await webhook();
      expect(harness().stranger.verifyWebhook(rawBody, headers, at)).toBeNull();
      expect(harness().unsecured?.verifyWebhook(rawBody, headers, at) ?? null).toBeNull();
    });

    it('refuses one that is sent again after its time, or was signed for the future', async () => {
      const { windowSeconds } = harness().webhooks;
      if (isSilent() || windowSeconds === null) return;
      const { rawBody, headers, at } = await webhook();
      for (const seconds of [-(windowSeconds + 5), windowSeconds + 5]) expect(harness().verifier.verifyWebhook(rawBody, headers, new Date(at.getTime() + seconds * 1_000))).toBeNull();
    });

    it('that claims a pass changes nothing of what the service says when it is asked', async () => {
      if (isSilent()) return;
      const { verifier, service } = harness();
      const { handle, rawBody, headers, at } = await webhook({ claims: 'passed' });
      expect(verifier.verifyWebhook(rawBody, headers, at)).not.toBeNull();
      service.answer('failed');
      expect(verifier.normalise(await verifier.fetch(handle, patience()), handle).state).toBe('failed');
    });

    it('never fails, whatever its bytes and headers are', () => {
      const headers = fc.dictionary(fc.string(), fc.string());
      fc.assert(fc.property(fc.uint8Array(), headers, (bytes, given) => expect(harness().verifier.verifyWebhook(Buffer.from(bytes), given, new Date())).toBeNull()));
      fc.assert(fc.property(fc.json(), headers, (text, given) => expect(harness().verifier.verifyWebhook(Buffer.from(text), given, new Date())).toBeNull()));
      expect(harness().verifier.verifyWebhook(Buffer.from(`{"reference":"${newReference()}"}`), {}, new Date())).toBeNull();
    });
  });
}
