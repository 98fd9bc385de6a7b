import { z } from '@strapi/utils';
import { defineEvents, type EventsOf } from '#kernel';

export type { PaymentGateway, ChargeRequest, ChargeResult, WebhookNotice } from './gateways/port';
export type { GatewayReport } from './domain/settlement';
export type { Excess, PaymentLimits } from './domain/limits';
export type { PaymentState } from './domain/payment';
/** What an adapter throws; see the port. */
export { GatewayMisconfigured, GatewayRefused, GatewayUnavailable } from './errors';

const payment = {
  paymentId: z.string(),
  payerId: z.string(),
  gateway: z.string(),
  reference: z.string(),
  amountMinor: z.string(),
  currency: z.string(),
};

/** What happens to payments. Payloads name users by their public id and hold no personal data. */
export const paymentEvents = defineEvents({
  'payment.created': { when: 'Somebody asked to pay; the gateway has not been called yet.', payload: z.strictObject(payment) },
  'payment.started': { when: 'The gateway has opened a checkout for the payer.', payload: z.strictObject({ ...payment, attempt: z.int() }) },
  'payment.attempt_lost': { when: 'The gateway did not answer the start of an attempt; its reference stays watched.', payload: z.strictObject({ ...payment, attempt: z.int() }) },
  'payment.attempt_failed': { when: 'An attempt failed while the payment itself goes on or has already succeeded.', payload: z.strictObject({ ...payment, status: z.string() }) },
  'payment.succeeded': { when: 'The gateway, asked again, confirmed the money; the wallet is credited.', payload: z.strictObject(payment) },
  'payment.held': {
    when: 'Of the money of a payment that succeeded, a part or all is held apart: its payer’s limits leave no room for it. Follows `payment.succeeded`.',
    payload: z.strictObject({ ...payment, heldMinor: z.string() }),
  },
  'payment.held_released': {
    when: 'Held money went to the wallet, as much as its limits had room for. `leftMinor` is still held.',
    payload: z.strictObject({ userId: z.string(), currency: z.string(), amountMinor: z.string(), leftMinor: z.string() }),
  },
  'payment.held_returned': {
    when: 'Staff recorded that held money was given back at a gateway.',
    payload: z.strictObject({ userId: z.string(), currency: z.string(), amountMinor: z.string(), leftMinor: z.string(), gateway: z.string() }),
  },
  'payment.failed': { when: 'The gateway refused the payment or says that it failed. A later success is still accepted.', payload: z.strictObject({ ...payment, status: z.string(), message: z.string().optional() }) },
  'payment.abandoned': { when: 'The payer did not finish in time. A later success is still accepted.', payload: z.strictObject(payment) },
  'payment.discrepancy_found': {
    when: 'Something does not fit: other amount or currency, a second success, an unknown reference, a contradiction. Staff decide.',
    payload: z.strictObject({ discrepancyId: z.string(), kind: z.string(), gateway: z.string(), reference: z.string(), paymentId: z.string().optional(), amountMinor: z.string().optional(), currency: z.string().optional() }),
  },
  'payment.discrepancy_resolved': {
    when: 'Staff credited, returned or dismissed what did not fit.',
    payload: z.strictObject({ discrepancyId: z.string(), action: z.enum(['credit', 'return', 'dismiss']), paymentId: z.string().optional() }),
  },
});

declare global {
  interface MangroveEvents extends EventsOf<typeof paymentEvents> {}
}
