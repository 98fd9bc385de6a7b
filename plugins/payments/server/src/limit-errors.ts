import { defineError, formatMoney, type ErrorDeclaration } from '#kernel';
import type { Excess } from './domain/limits';

export const LimitExceeded = defineError<Excess>(
  'PAYMENT_LIMIT_EXCEEDED',
  422,
  ({ limit, limitMinor, usedMinor, currency }) => sentenceOf(limit, { minor: BigInt(limitMinor), currency }, { minor: BigInt(usedMinor), currency }),
  'The payment is above what its payer may pay at once, in a day, or hold; nothing was started.',
);
export const HeldNotEnough = defineError<{ currency: string; heldMinor: string }>(
  'PAYMENT_HELD_NOT_ENOUGH',
  409,
  ({ currency, heldMinor }) => `Only ${formatMoney({ minor: BigInt(heldMinor), currency })} of this person are held.`,
  'Staff would give back more than is held of this person.',
);

/** What starting a payment may be refused with because of limits; a policy that refuses in its own words adds its error. */
export const limitRefusals: ErrorDeclaration[] = [LimitExceeded];

type Amount = Parameters<typeof formatMoney>[0];

/** Says what would go through. */
export function sentenceOf(limit: Excess['limit'], most: Amount, used: Amount): string {
  const left = { minor: most.minor > used.minor ? most.minor - used.minor : 0n, currency: most.currency };
  if (limit === 'perTransaction') return `You may pay at most ${formatMoney(most)} at once.`;
  if (limit === 'perDay') return `You may pay at most ${formatMoney(most)} a day; ${formatMoney(left)} are left today.`;
  return `You may hold at most ${formatMoney(most)}; there is room for ${formatMoney(left)}, payments that are still open counted in.`;
}
