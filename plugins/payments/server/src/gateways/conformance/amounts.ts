import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_AMOUNT_MINOR } from '#kernel';
import { chargeOf, useHarness, type GatewayHarness } from './harness';

/** Few, because each is three calls over HTTP; the conversion itself has unit tests. */
const RUNS_PER_CURRENCY = 8;
const LARGE_MINOR = 10n ** 11n;

/** Money: what we ask for is what the gateway understands, to the last minor unit. */
export function describeAmounts(start: () => Promise<GatewayHarness>): void {
  describe('trusted with amounts', () => {
    const harness = useHarness(start);

    const askedAndPaid = async (minor: bigint, currency: string) => {
      const { gateway, service } = harness();
      const charge = chargeOf(harness(), { amount: { minor, currency } });
      await gateway.charge(charge);
      service.pay(charge.reference);
      const { state, requested, paid } = await gateway.sync(charge.reference);
      return { state, understood: requested ?? paid };
    };

    it('changes none of them, in any currency that it takes', async () => {
      for (const currency of harness().gateway.currencies) {
        const amounts = fc.bigInt({ min: harness().gateway.minimumMinor(currency), max: LARGE_MINOR });
        await fc.assert(
          fc.asyncProperty(amounts, async (minor) => {
            expect(await askedAndPaid(minor, currency)).toEqual({ state: 'succeeded', understood: { minor, currency } });
          }),
          { numRuns: RUNS_PER_CURRENCY },
        );
      }
    });

    it.each([2n ** 53n - 1n, 2n ** 53n + 1n, MAX_AMOUNT_MINOR])('takes %p minor units exactly or refuses, but never rounds', async (minor) => {
      for (const currency of harness().gateway.currencies) {
        const result = await askedAndPaid(minor, currency).catch((error: { code?: string }) => error.code);
        const isExact = { state: 'succeeded', understood: { minor, currency } };
        expect([isExact, 'PAYMENT_GATEWAY_REFUSED']).toContainEqual(result);
      }
    });
  });
}
