import { isPaid, paymentMachine, type PaymentState } from './payment';

const illegal = expect.objectContaining({ code: 'KERNEL_ILLEGAL_TRANSITION', status: 409 });

describe('a payment', () => {
  it.each<PaymentState>(['created', 'pending', 'abandoned', 'failed'])('that is %s succeeds when the money comes after all', (state) => {
    expect(paymentMachine.can(state, 'succeeded')).toBe(true);
  });

  it('that succeeded never goes back', () => {
    for (const to of ['created', 'pending', 'failed', 'abandoned'] as const) {
      expect(() => paymentMachine.assert('succeeded', to)).toThrow(illegal);
    }
  });

  it('that failed is revived by money alone', () => {
    expect(paymentMachine.transitions.failed).toEqual(['succeeded']);
  });

  it('is never created again', () => {
    expect(paymentMachine.sourcesOf('created')).toEqual([]);
  });

  it('ends for good once everything is refunded', () => {
    expect(paymentMachine.states.filter(paymentMachine.isFinal)).toEqual(['refunded']);
  });

  it('counts as paid exactly from success on', () => {
    expect(paymentMachine.states.filter(isPaid)).toEqual(['succeeded', 'partially_refunded', 'refunded']);
  });
});
