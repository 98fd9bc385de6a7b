import type { Core } from '@strapi/strapi';
import type { Tx } from '#kernel';
import { lateShare } from '../../domain/limits';
import type { PaymentState } from '../../domain/payment';
import type { Payment } from '../payments';
import { askLimits } from './ask';

/** Whether a payment has given its room back: should its money come after all, its limits are looked at anew. */
export const isLate = (state: PaymentState): boolean => state === 'failed' || state === 'abandoned';

/**
 * Asks for the limits of a payer whose money is here, in the transaction that accepts it.
 *
 * @returns what of it has to be held because it is late and its room is taken, the wallet's ceiling aside; `undefined`
 * where nobody limits payments.
 */
export async function heldShare(strapi: Core.Strapi, tx: Tx, { rowId, payer, amount, createdAt, state }: Payment): Promise<{ heldMinor: bigint } | undefined> {
  const limits = await askLimits(strapi, tx, { payerId: payer.id, currency: amount.currency });
  if (!limits) return undefined;
  if (!isLate(state)) return { heldMinor: 0n };
  const [day] = await tx.query<{ taken: string }>('SELECT payments_taken_of_day($1, $2, $3, $4) AS taken', [payer.rowId, amount.currency, createdAt, rowId]);
  return { heldMinor: amount.minor - lateShare(amount.minor, limits, BigInt(day?.taken ?? 0)) };
}
