import type { Core } from '@strapi/strapi';
import type { MangroveError, Tx } from '#kernel';
import type { Excess, PaymentLimits } from '../../domain/limits';

/** Who says how much people may pay. Payments keep to it and know nothing of its reasons. */
export interface LimitPolicy {
  /** For the log and for whoever wonders who decides, e.g. `kyc`. */
  readonly code: string;
  /**
   * The limits of a person in a currency at a moment. Asked within the transaction that depends on the answer, so it
   * reads with `tx`, quickly, and changes nothing.
   *
   * @param payerId public id of the user, `usr_…`
   */
  limitsOf(tx: Tx, payerId: string, currency: string, at: Date): Promise<PaymentLimits>;
  /**
   * Refuses in its own words, with an error that `addLimitRefusal` was told of; it gets what `limitsOf` said as `about`
   * beside the excess. Without it a payment is refused with `PAYMENT_LIMIT_EXCEEDED`.
   */
  refuse?(excess: Excess): MangroveError;
}

const policies = new WeakMap<Core.Strapi, LimitPolicy>();

/**
 * Where a recipe says, in `register`, who limits payments. One at most: two would contradict each other.
 *
 * @example limitPolicy(strapi).use({ code: 'kyc', limitsOf });
 */
export const limitPolicy = (strapi: Core.Strapi) => ({
  /** @throws Error at start-up when there is one already. */
  use(policy: LimitPolicy): void {
    const other = policies.get(strapi);
    if (other) throw new Error(`Payments are limited by "${other.code}" already; "${policy.code}" cannot limit them as well.`);
    policies.set(strapi, policy);
  },
  current: (): LimitPolicy | undefined => policies.get(strapi),
});
