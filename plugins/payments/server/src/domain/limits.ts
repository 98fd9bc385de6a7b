/** How much a person may pay and hold in one currency, in minor units; `null`: as much as they like. */
export interface PaymentLimits {
  perTransactionMinor: bigint | null;
  /** Of one day in the time zone of the setting `PAYMENT_DAY_ZONE`, by the moment at which a payment began. */
  perDayMinor: bigint | null;
  /** What a wallet may hold. Money that comes all the same is held apart. */
  balanceMinor: bigint | null;
  /** When they change by themselves, e.g. because what they rest on runs out. They are asked for again by then. */
  goodUntil?: Date;
  /** Given to the payer with a refusal, as it is: where they stand and what would raise their limits. No personal data. */
  about: Readonly<Record<string, unknown>>;
}

/** Which limit a payment is above, and all that the policy says about it. */
export interface Excess extends Record<string, unknown> {
  limit: 'perTransaction' | 'perDay' | 'balance';
  limitMinor: string;
  /** What is taken of it: today's payments, or the balance with the payments that are open. */
  usedMinor: string;
  amountMinor: string;
  currency: string;
}

/** However long limits say that they hold: what was missed, e.g. an event that nobody sent, is noticed so soon. */
const LONGEST_MS = 3_600_000;

/** Until when an answer of the policy is used without asking again. */
export function goodUntil({ goodUntil: stated }: PaymentLimits, askedAt: Date): Date {
  const latest = new Date(askedAt.getTime() + LONGEST_MS);
  return stated !== undefined && stated < latest ? stated : latest;
}

/**
 * What of an amount may go to its wallet when its payment succeeds after its room had been given back: the limits are
 * looked at anew, and the rest is held. The ceiling of the wallet is the ledger's business.
 */
export function lateShare(amountMinor: bigint, { perTransactionMinor, perDayMinor }: PaymentLimits, usedOfDayMinor: bigint): bigint {
  const leftOfDay = perDayMinor === null ? amountMinor : perDayMinor - usedOfDayMinor;
  return [amountMinor, perTransactionMinor ?? amountMinor, leftOfDay > 0n ? leftOfDay : 0n].reduce((least, next) => (next < least ? next : least));
}
