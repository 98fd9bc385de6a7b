import { describe, expect, it } from '@jest/globals';
import { newReference } from '../../domain/reference';
import { chargeOf, useHarness, type GatewayHarness } from './harness';

/** Asking what became of a payment. */
export function describeSyncing(start: () => Promise<GatewayHarness>): void {
  describe('asked what became of a payment', () => {
    const harness = useHarness(start);

    const charged = async () => {
      const charge = chargeOf(harness());
      await harness().gateway.charge(charge);
      return charge;
    };

    it('that nobody has paid yet, calls it unfinished', async () => {
      const { reference } = await charged();
      const report = await harness().gateway.sync(reference);
      expect(report).toMatchObject({ gateway: harness().gateway.code, reference });
      expect(['not_completed', 'pending']).toContain(report.state);
    });

    it('that was paid, says so with the amount in our minor units', async () => {
      const { reference, amount } = await charged();
      harness().service.pay(reference);
      const report = await harness().gateway.sync(reference);
      expect(report).toMatchObject({ gateway: harness().gateway.code, reference, state: 'succeeded' });
      expect(report.requested ?? report.paid).toEqual(amount);
      expect(report.paid?.minor).toBeGreaterThanOrEqual(amount.minor);
      expect(report.isExact ?? true).toBe(true);
    });

    it('that was paid with another amount, tells what arrived', async () => {
      const { reference, amount } = await charged();
      const arrived = { ...amount, minor: amount.minor - 1n };
      harness().service.pay(reference, arrived);
      const report = await harness().gateway.sync(reference);
      expect(report).toMatchObject({ state: 'succeeded', paid: arrived });
    });

    it('that failed, says so in the words of the gateway', async () => {
      const { reference } = await charged();
      harness().service.decline(reference);
      await expect(harness().gateway.sync(reference)).resolves.toMatchObject({ state: 'failed', status: expect.stringMatching(/./) });
    });

    it('in a word that nobody has heard before, takes it for pending', async () => {
      const { reference } = await charged();
      harness().service.sayUnheardOf(reference);
      await expect(harness().gateway.sync(reference)).resolves.toMatchObject({ state: 'pending' });
    });

    it('under a reference that the gateway never heard of, says exactly that', async () => {
      const reference = newReference();
      await expect(harness().gateway.sync(reference)).resolves.toMatchObject({ reference, state: 'unknown_reference' });
    });

    it.each(['timeout', 'reset', 'server-error'] as const)('without an answer (%s), has no opinion', async (how) => {
      const { reference } = await charged();
      harness().service.misbehave(how, 'before');
      await expect(harness().gateway.sync(reference)).rejects.toMatchObject({ code: 'PAYMENT_GATEWAY_UNAVAILABLE' });
    });

    it('with wrong credentials, does not call the payment unknown', async () => {
      const { reference } = await charged();
      await expect(harness().stranger.sync(reference)).rejects.toMatchObject({ code: 'PAYMENT_GATEWAY_MISCONFIGURED' });
    });
  });
}
