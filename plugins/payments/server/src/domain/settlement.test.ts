import fc from 'fast-check';
import type { AttemptState, PaymentState } from './payment';
import { decide, type GatewayReport, type PaymentFacts } from './settlement';

const ngn = (minor: bigint) => ({ minor, currency: 'NGN' });
const payment = (facts: Partial<PaymentFacts> = {}): PaymentFacts => ({ state: 'pending', amount: ngn(30_050n), attempt: 'open', ...facts });
const report = (said: Partial<GatewayReport> & Pick<GatewayReport, 'state'>): GatewayReport => ({
  gateway: 'paystack',
  reference: 'pay-01kaqz3v8m4t6w0c9e5r2b7n1d',
  status: said.state,
  ...said,
});
const paid = (minor: bigint, requested?: bigint) =>
  report({ state: 'succeeded', paid: ngn(minor), ...(requested === undefined ? {} : { requested: ngn(requested) }) });

describe('a success that the gateway confirms', () => {
  it('is accepted when exactly our amount was paid', () => {
    expect(decide(payment(), paid(30_050n))).toEqual({ do: 'accept' });
  });

  it('is accepted when the payer bore the fees: more was paid, what was asked for is ours', () => {
    expect(decide(payment(), paid(40_333n, 30_050n))).toEqual({ do: 'accept' });
  });

  it.each<[PaymentState, AttemptState]>([
    ['created', 'starting'], ['created', 'lost'], ['pending', 'lost'], ['pending', 'void'], ['pending', 'failed'],
    ['failed', 'failed'], ['failed', 'refused'], ['failed', 'open'], ['abandoned', 'open'], ['abandoned', 'void'],
  ])('is accepted although the payment was %s and its attempt %s', (state, attempt) => {
    expect(decide(payment({ state, attempt }), paid(30_050n))).toEqual({ do: 'accept' });
  });

  it('goes into suspense when more was paid than was asked for and nobody speaks of fees', () => {
    expect(decide(payment(), paid(40_333n))).toEqual({ do: 'suspend', why: 'wrong_amount', arrived: ngn(40_333n) });
  });

  it('goes into suspense when less was paid, even if the right amount was asked for', () => {
    expect(decide(payment(), paid(30_049n, 30_050n))).toMatchObject({ do: 'suspend', why: 'wrong_amount', arrived: ngn(30_049n) });
  });

  it('goes into suspense when another amount was asked for, even if more than ours was paid', () => {
    expect(decide(payment(), paid(40_333n, 30_051n))).toMatchObject({ do: 'suspend', why: 'wrong_amount' });
  });

  it('goes into suspense in another currency, whatever the number', () => {
    const arrived = { minor: 30_050n, currency: 'GHS' };
    expect(decide(payment(), report({ state: 'succeeded', paid: arrived }))).toEqual({ do: 'suspend', why: 'wrong_currency', arrived });
    const asked = { ...paid(30_050n), requested: arrived };
    expect(decide(payment(), asked)).toMatchObject({ do: 'suspend', why: 'wrong_amount' });
  });

  it('goes into suspense when a fraction of its amount has no place in our minor units', () => {
    expect(decide(payment(), { ...paid(30_050n), isExact: false })).toMatchObject({ do: 'suspend', why: 'wrong_amount' });
  });

  it.each<PaymentState>(['succeeded', 'partially_refunded', 'refunded'])('goes into suspense on another attempt of a payment that is %s', (state) => {
    expect(decide(payment({ state }), paid(30_050n))).toEqual({ do: 'suspend', why: 'second_success', arrived: ngn(30_050n) });
  });

  it('is no news the second time, whatever became of the payment', () => {
    for (const state of ['pending', 'abandoned', 'succeeded', 'refunded'] as const) {
      expect(decide(payment({ state, attempt: 'succeeded' }), paid(1n))).toEqual({ do: 'nothing' });
    }
  });

  it('over nothing moves nothing, and leaves the attempt open for the amount that may follow', () => {
    expect(decide(payment(), paid(0n))).toMatchObject({ do: 'contradiction' });
    expect(decide(payment(), paid(0n, 30_050n))).toMatchObject({ do: 'contradiction' });
  });

  it('without a readable amount moves nothing and is shown to staff', () => {
    expect(decide(payment(), report({ state: 'succeeded' }))).toMatchObject({ do: 'contradiction' });
  });

  it('is credited only with exactly our amount and currency asked for, and no less paid', () => {
    const amounts = fc.bigInt({ min: 1n, max: 10n ** 12n });
    const currencies = fc.constantFrom('NGN', 'GHS');
    fc.assert(
      fc.property(amounts, amounts, fc.option(amounts, { nil: undefined }), currencies, (ours, arrived, asked, currency) => {
        const decision = decide(payment({ amount: ngn(ours) }), {
          ...report({ state: 'succeeded', paid: { minor: arrived, currency } }),
          ...(asked === undefined ? {} : { requested: { minor: asked, currency } }),
        });
        const fits = currency === 'NGN' && (asked ?? arrived) === ours && arrived >= ours;
        expect(decision.do).toBe(fits ? 'accept' : 'suspend');
      }),
    );
  });
});

describe('a gateway that takes back a confirmed success', () => {
  it.each(['failed', 'unknown_reference'] as const)('with "%s" contradicts itself: recorded, nothing moves', (state) => {
    expect(decide(payment({ state: 'succeeded', attempt: 'succeeded' }), report({ state }))).toMatchObject({ do: 'contradiction' });
  });

  it.each(['pending', 'not_completed'] as const)('with "%s" is merely late', (state) => {
    expect(decide(payment({ state: 'succeeded', attempt: 'succeeded' }), report({ state }))).toEqual({ do: 'nothing' });
  });
});

describe('any other word of the gateway', () => {
  it('fails an attempt once', () => {
    expect(decide(payment(), report({ state: 'failed' }))).toEqual({ do: 'fail' });
    expect(decide(payment({ attempt: 'failed' }), report({ state: 'failed' }))).toEqual({ do: 'nothing' });
  });

  it('voids an attempt that the gateway never heard of, once', () => {
    expect(decide(payment({ attempt: 'lost' }), report({ state: 'unknown_reference' }))).toEqual({ do: 'void' });
    expect(decide(payment({ attempt: 'void' }), report({ state: 'unknown_reference' }))).toEqual({ do: 'nothing' });
  });

  it.each(['pending', 'not_completed'] as const)('waits while it says "%s"', (state) => {
    expect(decide(payment(), report({ state }))).toEqual({ do: 'wait' });
  });

  it('never credits and never takes an amount at its word without a success', () => {
    const states = fc.constantFrom('failed', 'pending', 'not_completed', 'unknown_reference');
    const attempts = fc.constantFrom<AttemptState[]>('starting', 'open', 'lost', 'void', 'refused', 'succeeded', 'failed');
    fc.assert(
      fc.property(states, attempts, (state, attempt) => {
        const decision = decide(payment({ attempt }), { ...report({ state }), paid: ngn(30_050n) });
        expect(['accept', 'suspend']).not.toContain(decision.do);
      }),
    );
  });
});
