import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chargeOf, useHarness, type GatewayHarness } from './harness';

/** What the gateway tells us by itself: authentic or not, and readable whatever it is. */
export function describeWebhooks(start: () => Promise<GatewayHarness>): void {
  describe('given a webhook', () => {
    const harness = useHarness(start);

    const paidWebhook = async (signedWith = 0) => {
      const charge = chargeOf(harness());
      await harness().gateway.charge(charge);
      harness().service.pay(charge.reference);
      return { charge, ...harness().service.webhook(charge.reference, signedWith) };
    };

    it('knows which of its secrets signed it, so that a key can be rotated', async () => {
      for (const index of [0, 1]) {
        const { rawBody, headers } = await paidWebhook(index);
        expect(harness().gateway.verifyWebhook(rawBody, headers)).toBe(index);
      }
    });

    it('refuses one that carries no signature, or a damaged one', async () => {
      const { rawBody, headers } = await paidWebhook();
      expect(harness().gateway.verifyWebhook(rawBody, {})).toBeUndefined();
      for (const damage of ['', '0', 'é', 'x'.repeat(10_000)]) {
        const damaged = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, damage === '' ? '' : value.slice(1) + damage]));
        expect(harness().gateway.verifyWebhook(rawBody, damaged)).toBeUndefined();
      }
    });

    it('refuses one that was signed with a secret of somebody else', async () => {
      const { rawBody, headers } = await paidWebhook();
      expect(harness().stranger.verifyWebhook(rawBody, headers)).toBeUndefined();
    });

    it('refuses one of which any byte was changed, added or taken away', async () => {
      const { rawBody, headers } = await paidWebhook();
      const { gateway } = harness();
      fc.assert(
        fc.property(fc.nat(rawBody.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
          const changed = Buffer.from(rawBody);
          changed[at] = (changed[at] ?? 0) ^ change;
          expect(gateway.verifyWebhook(changed, headers)).toBeUndefined();
        }),
      );
      expect(gateway.verifyWebhook(Buffer.concat([rawBody, Buffer.from(' ')]), headers)).toBeUndefined();
      expect(gateway.verifyWebhook(rawBody.subarray(0, -1), headers)).toBeUndefined();
    });

    it('reads the reference and the claim of a success', async () => {
      const { charge, rawBody } = await paidWebhook();
      expect(harness().gateway.parseWebhook(rawBody)).toMatchObject({ reference: charge.reference, claimsSuccess: true, isOurMode: true });
    });

    it('survives arbitrary bytes and claims nothing from them', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
          expect(harness().gateway.parseWebhook(Buffer.from(bytes)).claimsSuccess).toBe(false);
        }),
      );
    });

    it('survives its own webhook with any part replaced, and never claims a success of nothing', async () => {
      const { rawBody } = await paidWebhook();
      const body = JSON.parse(rawBody.toString('utf8')) as Record<string, unknown>;
      const keys = fc.constantFrom(...Object.keys(body));
      const inner = fc.constantFrom(...Object.values(body).flatMap((value) => (typeof value === 'object' && value !== null ? Object.keys(value) : ['x'])));
      fc.assert(
        fc.property(keys, inner, fc.jsonValue(), (key, field, odd) => {
          for (const changed of [{ ...body, [key]: odd }, { ...body, [key]: { ...Object(body[key]), [field]: odd } }]) {
            const notice = harness().gateway.parseWebhook(Buffer.from(JSON.stringify(changed)));
            expect(typeof notice.eventType).toBe('string');
            if (notice.claimsSuccess) expect(notice.reference).toEqual(expect.stringMatching(/./));
          }
        }),
      );
    });
  });
}
