import { timeSortable } from '#kernel';

/** What a gateway may demand of a reference, for payments and payouts alike; Paystack's two rules have this in common. */
export const REFERENCE = /^[a-z0-9-]{16,50}$/;

/** A new reference, under which one attempt is known at the gateway: `pay-01kaqz3v8m4t6w0c9e5r2b7n1d`. */
export const newReference = (): string => `pay-${timeSortable()}`;
