import { describe, expect, it } from '@jest/globals';
import { currencies } from '#kernel';
import { chargeOf, useHarness, type GatewayHarness } from './harness';

const ways = ['timeout', 'reset', 'server-error'] as const;

/** Starting a payment: opened, refused, or no word about it. */
export function describeCharging(start: () => Promise<GatewayHarness>): void {
  describe('asked to collect money', () => {
    const harness = useHarness(start);

    it('declares who it is and what it takes', () => {
      const { gateway } = harness();
      expect(gateway.code).toMatch(/^[a-z][a-z0-9-]{1,31}$/);
      expect(['test', 'live']).toContain(gateway.mode);
      expect(gateway.currencies.length).toBeGreaterThan(0);
      expect(currencies()).toEqual(expect.arrayContaining([...gateway.currencies]));
      for (const currency of gateway.currencies) expect(gateway.minimumMinor(currency)).toBeGreaterThan(0n);
    });

    it('is pending and sends the payer to a web address', async () => {
      const { state, nextAction } = await harness().gateway.charge(chargeOf(harness()));
      expect(state).toBe('pending');
      expect(nextAction.type).toBe('redirect');
      expect(new URL(nextAction.url).protocol).toMatch(/^https?:$/);
    });

    it('takes a payment that says nothing but what it must', async () => {
      const { reference, amount, payer } = chargeOf(harness());
      await expect(harness().gateway.charge({ reference, amount, payer, metadata: {} })).resolves.toMatchObject({ state: 'pending' });
    });

    it.each(ways)('does not know what happened when the answer is lost (%s)', async (how) => {
      harness().service.misbehave(how, 'before');
      await expect(harness().gateway.charge(chargeOf(harness()))).rejects.toMatchObject({ code: 'PAYMENT_GATEWAY_UNAVAILABLE' });
    });

    it.each(ways)('can be asked what became of it when only the answer was lost (%s)', async (how) => {
      const { service, gateway } = harness();
      const charge = chargeOf(harness());
      service.misbehave(how, 'after');
      await expect(gateway.charge(charge)).rejects.toMatchObject({ code: 'PAYMENT_GATEWAY_UNAVAILABLE' });
      service.behave();
      const { state } = await gateway.sync(charge.reference);
      expect(['not_completed', 'pending']).toContain(state);
    });

    it('does not take "I have that reference already" for a refusal', async () => {
      const charge = chargeOf(harness());
      await harness().gateway.charge(charge);
      // Either it answers the same checkout again, or nobody knows: but the first call may have been acted upon.
      const second = await harness().gateway.charge(charge).then(({ state }) => state, (error: { code?: string }) => error.code);
      expect(['pending', 'PAYMENT_GATEWAY_UNAVAILABLE']).toContain(second);
    });

    it('passes a clear refusal on, with the reason', async () => {
      const refusal = harness().gateway.charge(chargeOf(harness(), harness().refused));
      await expect(refusal).rejects.toMatchObject({ code: 'PAYMENT_GATEWAY_REFUSED', details: { gateway: harness().gateway.code, reason: expect.stringMatching(/./) } });
    });

    it('tells wrong credentials from a refusal', async () => {
      await expect(harness().stranger.charge(chargeOf(harness()))).rejects.toMatchObject({ code: 'PAYMENT_GATEWAY_MISCONFIGURED' });
    });
  });
}
