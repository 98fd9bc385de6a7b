import { defineMachine } from '#kernel';

export type PaymentState =
  | 'created'
  | 'pending'
  | 'succeeded'
  | 'failed'
  | 'abandoned'
  | 'partially_refunded'
  | 'refunded';

/**
 * `failed` and `abandoned` are what we believe, not what the bank knows: a success that the gateway confirms when asked
 * is real money, however late, and is accepted. Nothing else revives a payment.
 */
export const paymentMachine = defineMachine<PaymentState>('payment', 'created', {
  created: ['pending', 'failed', 'succeeded', 'abandoned'],
  pending: ['succeeded', 'failed', 'abandoned'],
  abandoned: ['succeeded', 'failed'],
  failed: ['succeeded'],
  succeeded: ['partially_refunded', 'refunded'],
  partially_refunded: ['refunded'],
  refunded: [],
});

/** States in which the money has arrived. */
export const isPaid = (state: PaymentState): boolean =>
  state === 'succeeded' || state === 'partially_refunded' || state === 'refunded';

/**
 * One call of a gateway's "collect" under one reference. `starting`: not called yet. `lost`: called, and the answer has
 * not come, so the payer was never sent to its checkout. `void`: the gateway does not know the reference, nothing was
 * started. Every reference that was sent stays watched.
 */
export type AttemptState = 'starting' | 'open' | 'lost' | 'void' | 'refused' | 'succeeded' | 'failed';
