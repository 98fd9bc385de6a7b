import { defineError, formatMoney, type ErrorDeclaration } from '#kernel';
import type { Excess } from './domain/limits';

/** What starting a payment may be refused with because of limits; a recipe whose policy refuses in its own words adds its error. */
export const limitRefusals: ErrorDeclaration[] = [];

/** Declares an error with which a policy of limits refuses payments, so that it stands where starting a payment is documented. */
export function defineLimitRefusal<D extends Excess>(code: string, message: (details: D) => string, when: string) {
  const refusal = defineError<D>(code, 422, message, when);
  limitRefusals.push(refusal);
  return refusal;
}

export const LimitExceeded = defineLimitRefusal('PAYMENT_LIMIT_EXCEEDED', describeExcess, 'The payment is above what its payer may pay at once, in a day, or hold; nothing was started.');

export const HeldNotEnough = defineError<{ currency: string; heldMinor: string }>(
  'PAYMENT_HELD_NOT_ENOUGH',
  409,
  ({ currency, heldMinor }) => `Only ${formatMoney({ minor: BigInt(heldMinor), currency })} of this person are held.`,
  'Staff would give back more than is held of this person.',
);

/** Says what would go through. */
export function describeExcess({ limit, limitMinor, usedMinor, currency }: Excess): string {
  const [most, used] = [BigInt(limitMinor), BigInt(usedMinor)];
  const shown = (minor: bigint) => formatMoney({ minor, currency });
  const left = shown(most > used ? most - used : 0n);
  if (limit === 'perTransaction') return `You may pay at most ${shown(most)} at once.`;
  if (limit === 'perDay') return `You may pay at most ${shown(most)} a day; ${left} are left today.`;
  return `You may hold at most ${shown(most)}; there is room for ${left}, payments that are still open counted in.`;
}
