import type { Collection } from '../state/collection.ts';
import type { Store } from '../state/store.ts';
import type { Domain } from '../transactions/transaction.ts';

/** One event on its way to the merchant. Times in milliseconds since 1970 on the sandbox's clock. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly reference: string;
  readonly domain: Domain;
  readonly body: string;
  /** `null`: sent without the header. */
  readonly signature: string | null;
  readonly createdAt: number;
  /**
   * `pending`: is being sent or waits for `dueAt`. `held`: waits for a release. `delivered`: answered with 200.
   * `exhausted`: the schedule of retries ended. `dropped`: a rule swallowed it.
   */
  state: 'pending' | 'held' | 'delivered' | 'exhausted' | 'dropped';
  /** When the first scheduled attempt was due: the schedule of retries is counted from here. */
  firstDueAt: number;
  dueAt: number;
  /** Attempts of the schedule; resending by hand does not count. */
  scheduledAttempts: number;
  attemptCount: number;
  /** The last ones of them. */
  attempts: Attempt[];
}

export interface Attempt {
  readonly at: number;
  /** `null` where no answer came. */
  readonly status: number | null;
  readonly error: string | null;
  readonly durationMs: number;
}

export type Deliveries = Collection<Delivery, 'id'>;

const MAX_ATTEMPTS_KEPT = 50;

export const openDeliveries = (store: Store, limit: number, onEvict: (delivery: Delivery) => void): Deliveries =>
  store.collection('deliveries', { limit, keys: { id: (one) => one.id }, onEvict });

/** Paystack is content with exactly 200; 201 or 204 is a failure to it. */
export const isAccepted = (attempt: Attempt) => attempt.status === 200;

export function recordAttempt(delivery: Delivery, attempt: Attempt) {
  delivery.attemptCount += 1;
  delivery.attempts.push(attempt);
  if (delivery.attempts.length > MAX_ATTEMPTS_KEPT) delivery.attempts.shift();
  if (isAccepted(attempt)) delivery.state = 'delivered';
}

export const presentDelivery = (delivery: Delivery) => ({
  id: delivery.id,
  event: delivery.event,
  reference: delivery.reference,
  state: delivery.state,
  createdAt: new Date(delivery.createdAt).toISOString(),
  nextAttemptAt: delivery.state === 'pending' ? new Date(delivery.dueAt).toISOString() : null,
  attemptCount: delivery.attemptCount,
  attempts: delivery.attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at).toISOString() })),
  signature: delivery.signature,
  body: delivery.body,
});
