import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ask, newReference, patience, requestOf, useHarness, type VerifierHarness } from './harness';
import { hear, isToldByWebhook } from './verdict';

/** What a verifier tells us by itself: authentic or not, and never believed without asking. */
export function describeWebhooks(start: () => Promise<VerifierHarness>): void {
  describe('given a webhook', () => {
    const harness = useHarness(start);
    const kinds = () => harness().verifier.capabilities.filter(({ how }) => how !== 'lookup').map(({ kind }) => kind);
    const asked = async () => {
      const [kind = 'identity_number'] = kinds();
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
      const damages = [() => '', (value: string) => value.slice(0, -1) + (value.endsWith('0') ? '1' : '0'), (value: string) => `${value.slice(0, -1)}é`, (value: string) => value + 'x'.repeat(10_000)];
      for (const damage of damages) {
        const damaged = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, damage(value)]));
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

    it('that signs no time, knows a repeat by the same notice, and signs all of its bytes', async () => {
      if (isSilent() || harness().webhooks.windowSeconds !== null) return;
      const { rawBody, headers, at } = await webhook();
      const first = harness().verifier.verifyWebhook(rawBody, headers, at);
      expect(first).not.toBeNull();
      expect(harness().verifier.verifyWebhook(rawBody, headers, new Date(at.getTime() + 31_536_000_000))).toEqual(first);
      expect(harness().webhooks.coverBody).toBe(true);
    });

    it('that claims a pass changes nothing of what the service says when it is asked, and is not read for one', async () => {
      if (isSilent()) return;
      const { verifier, service } = harness();
      for (const kind of kinds()) {
        const { handle } = await ask(harness(), kind, requestOf(harness(), kind));
        const { notice, readAs } = hear(harness(), handle, 'passed');
        expect(notice).not.toBeNull();
        expect(notice).not.toHaveProperty('isAgainst');
        expect(readAs(handle).state).not.toBe('passed');
        service.answer('failed');
        const state = isToldByWebhook(harness(), kind) ? 'pending' : 'failed';
        expect([kind, verifier.normalise(await verifier.fetch(handle, patience()), handle).state]).toEqual([kind, state]);
      }
    });

    it('that claims a failure is believed only where nothing else tells of it, about its own question, and signed as a whole', async () => {
      if (isSilent()) return;
      expect(harness().webhooks.coverBody || harness().differs?.failuresComeByWebhook === undefined).toBe(true);
      for (const kind of kinds()) {
        const { handle } = await ask(harness(), kind, requestOf(harness(), kind));
        const { notice, readAs } = hear(harness(), handle, 'failed');
        expect(notice?.isAgainst === true).toBe(isToldByWebhook(harness(), kind));
        if (!notice?.isAgainst) continue;
        expect(readAs(handle).state).toBe('failed');
        for (const other of [{ ...handle, reference: newReference() }, { ...handle, providerReference: 'another' }]) expect(readAs(other).state).not.toBe('failed');
      }
    });

    it('never fails, whatever its bytes and headers are', () => {
      const headers = fc.dictionary(fc.string(), fc.string());
      fc.assert(fc.property(fc.uint8Array(), headers, (bytes, given) => expect(harness().verifier.verifyWebhook(Buffer.from(bytes), given, new Date())).toBeNull()));
      fc.assert(fc.property(fc.json(), headers, (text, given) => expect(harness().verifier.verifyWebhook(Buffer.from(text), given, new Date())).toBeNull()));
      expect(harness().verifier.verifyWebhook(Buffer.from(`{"reference":"${newReference()}"}`), {}, new Date())).toBeNull();
    });
  });
}
