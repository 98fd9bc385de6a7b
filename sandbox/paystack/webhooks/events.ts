import { presentEventData } from '../transactions/present.ts';
import type { Domain, Transaction } from '../transactions/transaction.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../state/store.ts';
import type { Deliveries, Delivery } from './delivery.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { WebhookRules } from './rules.ts';
import { signPayload, type EventPayload, type SignedBody, type Tampering } from './tamper.ts';

/** Turns what happened into deliveries, under the rules that a test may have set. */
export interface Events {
  /** Announces an event the way Paystack would: rules apply, retries follow. */
  announce(payload: EventPayload, reference: string, domain: Domain): Delivery[];
  /** Sends one event now, past all rules, and waits for the answer. Retries follow where it was not 200. */
  sendNow(payload: EventPayload, reference: string, domain: Domain, tampering: Tampering): Promise<Delivery>;
  /** Lets held deliveries go, each only after the answer to the one before: the order is the order of arrival. */
  release(order: 'original' | 'reverse', reference?: string): Promise<Delivery[]>;
}

/** A success has succeeded, whatever the record was made to say since. */
export const chargeSuccess = (transaction: Transaction): EventPayload => ({
  event: 'charge.success',
  data: { ...presentEventData(transaction), status: 'success' },
});

export function createEvents(
  { clock, store, deliveries, dispatcher, rules, keyOf }: {
    clock: Clock; store: Store; deliveries: Deliveries; dispatcher: Dispatcher; rules: WebhookRules; keyOf: (domain: Domain) => string;
  },
): Events {
  const createDelivery = (
    { event }: EventPayload, reference: string, domain: Domain, signed: SignedBody, state: Delivery['state'], dueAt: number,
  ): Delivery => {
    const delivery: Delivery = {
      id: `whd_${store.next('delivery', 1)}`, event, reference, domain, ...signed, state,
      createdAt: clock.now(), firstDueAt: dueAt, dueAt, scheduledAttempts: 0, attemptCount: 0, attempts: [],
    };
    deliveries.add(delivery);
    store.changed();
    return delivery;
  };

  return {
    announce(payload, reference, domain) {
      const rule = rules.take(payload.event, reference);
      const signed = signPayload(payload, keyOf(domain), rule?.tamper);
      const state = rule?.drop ? 'dropped' : rule?.hold ? 'held' : 'pending';
      const dueAt = clock.now() + (rule?.delaySeconds ?? 0) * 1000;
      const copies = Array.from({ length: 1 + (rule?.duplicate ?? 0) }, () =>
        createDelivery(payload, reference, domain, signed, state, dueAt));
      for (const copy of copies) if (copy.state === 'pending') dispatcher.start(copy);
      return copies;
    },
    async sendNow(payload, reference, domain, tampering) {
      const signed = signPayload(payload, keyOf(domain), tampering);
      const delivery = createDelivery(payload, reference, domain, signed, 'pending', clock.now());
      await dispatcher.run(delivery);
      return delivery;
    },
    async release(order, reference) {
      const held = [...deliveries.values()].filter((one) => one.state === 'held' && (reference === undefined || one.reference === reference));
      if (order === 'reverse') held.reverse();
      for (const delivery of held) {
        // Somebody else may have released it while we waited for the one before.
        if (delivery.state !== 'held') continue;
        Object.assign(delivery, { state: 'pending', dueAt: clock.now(), firstDueAt: clock.now() });
        await dispatcher.run(delivery);
      }
      return held;
    },
  };
}
