import type { Money } from '#kernel';
import { isPaid, type AttemptState, type PaymentState } from './payment';

/** What a gateway says of one reference when it is asked. */
export interface GatewayReport {
  gateway: string;
  reference: string;
  /**
   * `not_completed`: the payer has not finished, and may still. `unknown_reference`: the gateway never heard of it.
   * Whatever a gateway says that we do not know is `pending`: never success, never failure.
   */
  state: 'succeeded' | 'failed' | 'pending' | 'not_completed' | 'unknown_reference';
  /** What the payer was charged, in our minor units; with fees on top where the payer bears them. */
  paid?: Money;
  /** What we asked for, as the gateway understood it. */
  requested?: Money;
  /** The gateway's own id of the transaction. */
  gatewayId?: string;
  /** The gateway's words for it, kept for staff. */
  status: string;
  message?: string;
  /** False when an amount of the gateway has no exact form in our minor units. */
  isExact?: boolean;
}

export type Misfit = 'wrong_amount' | 'wrong_currency' | 'second_success';

export interface PaymentFacts {
  state: PaymentState;
  amount: Money;
  /** The state of the attempt that the report is about. */
  attempt: AttemptState;
}

export type Decision =
  /** The money is here and is ours to credit. */
  | { do: 'accept' }
  /** The money is here but does not fit: into suspense, and staff decide. */
  | { do: 'suspend'; why: Misfit; arrived: Money }
  | { do: 'fail' }
  /** What we knew already. */
  | { do: 'nothing' }
  /** Not decided yet at the gateway. */
  | { do: 'wait' }
  /** The gateway knows nothing of this reference: nothing was started under it. */
  | { do: 'void' }
  /** The gateway takes back what it said: recorded, nothing moves. */
  | { do: 'contradiction'; detail: string };

/**
 * Decides what a report of a gateway means for a payment. Money that arrives is never refused and never guessed.
 *
 * A success fits when it names our currency, when what was asked for (`requested ?? paid`) is our amount, and when no
 * less was paid: a payer who bears the fees pays more than we asked for.
 */
export function decide(payment: PaymentFacts, report: GatewayReport): Decision {
  if (report.state === 'succeeded') return decideSuccess(payment, report);
  if (payment.attempt === 'succeeded') {
    if (report.state === 'failed' || report.state === 'unknown_reference') {
      return { do: 'contradiction', detail: `The gateway confirmed this money before and now says "${report.status}".` };
    }
    return { do: 'nothing' };
  }
  if (report.state === 'unknown_reference') return payment.attempt === 'void' ? { do: 'nothing' } : { do: 'void' };
  if (report.state === 'failed') return payment.attempt === 'failed' ? { do: 'nothing' } : { do: 'fail' };
  return { do: 'wait' };
}

function decideSuccess({ state, amount, attempt }: PaymentFacts, { paid, requested, isExact }: GatewayReport): Decision {
  if (attempt === 'succeeded') return { do: 'nothing' };
  // Not settled by it: the gateway may still say what arrived.
  if (!paid) return { do: 'contradiction', detail: 'The gateway confirms money, but its amount or currency cannot be read.' };
  if (paid.minor <= 0n) return { do: 'contradiction', detail: 'The gateway confirms a success, but over less than one minor unit.' };
  if (paid.currency !== amount.currency) return { do: 'suspend', why: 'wrong_currency', arrived: paid };
  const asked = requested ?? paid;
  const fits = asked.currency === amount.currency && asked.minor === amount.minor && paid.minor >= amount.minor;
  if (!fits || isExact === false) return { do: 'suspend', why: 'wrong_amount', arrived: paid };
  if (isPaid(state)) return { do: 'suspend', why: 'second_success', arrived: paid };
  return { do: 'accept' };
}
