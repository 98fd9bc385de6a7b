import { defineError, formatMoney, type ErrorDeclaration } from '#kernel';
import type { Excess } from './domain/limits';

export const LimitExceeded = defineError<Excess>(
  'PAYMENT_LIMIT_EXCEEDED',
  422,
  describeExcess,
  'The payment is above what its payer may pay at once, in a day, or hold; nothing was started.',
);

/** What starting a payment may be refused with because of limits. */
export const limitRefusals: ErrorDeclaration[] = [LimitExceeded];

/** For a recipe whose policy refuses in its own words: has its error documented where starting a payment is. Call it where the error is declared. */
export function addLimitRefusal(error: ErrorDeclaration): void {
  limitRefusals.push(error);
}

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
