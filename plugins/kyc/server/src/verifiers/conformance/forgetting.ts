import { describe, expect, it } from '@jest/globals';
import { ask, patience, requestOf, useHarness, type VerifierHarness } from './harness';

/** What lies at the service: copied from where it may be, and forgotten when it must. */
export function describeForgetting(start: () => Promise<VerifierHarness>): void {
  describe('trusted with files and memory', () => {
    const harness = useHarness(start);

    it('copies a file of its own', async () => {
      const link = harness().service.link();
      const bytes = await harness().verifier.download({ name: 'portrait', link: link ?? 'https://example.com/portrait.jpg' }, patience());
      // A service without files has none, whatever a link says.
      if (link === undefined) expect(bytes).toBeNull();
      else expect(bytes?.length).toBeGreaterThan(0);
    });

    it.each(['http://169.254.169.254/latest/meta-data/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'https://example.com/portrait.jpg', 'no address', ''])('goes nowhere else for it: %s', async (link) => {
      const got = await harness().verifier.download({ name: 'portrait', link }, patience()).catch((error: { code?: string }) => error.code);
      expect([null, 'KYC_VERIFIER_REFUSED', 'KYC_VERIFIER_UNAVAILABLE']).toContain(got);
    });

    it('has the service forget a question, and does not mind when it has', async () => {
      const { verifier, service } = harness();
      const [{ kind } = { kind: 'identity_number' as const }] = verifier.capabilities;
      const { handle } = await ask(harness(), kind, requestOf(harness(), kind));
      await verifier.erase(handle, patience());
      // One that says that it cannot must not seem to: the operator sees to it by contract.
      expect(service.knows(handle.reference)).toBe(!verifier.canErase);
      await expect(verifier.erase(handle, patience())).resolves.toBeUndefined();
    });
  });
}
