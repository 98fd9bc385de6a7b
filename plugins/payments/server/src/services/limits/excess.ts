import type { Core } from '@strapi/strapi';
import type { Money } from '#kernel';
import type { Excess, PaymentLimits } from '../../domain/limits';
import { LimitExceeded } from '../../limit-errors';
import { limitPolicy } from './policy';

interface Refused {
  constraint: string;
  /** JSON: which limit, how much it is, and what is taken of it. */
  detail: string;
}

const isRefusal = (error: unknown): error is Refused => typeof error === 'object' && error !== null && 'constraint' in error && error.constraint === 'payments_limit';

/** Makes an answer for the payer of what PostgreSQL says when a payment is above a limit. Other errors stay what they are. */
export function explainExcess(strapi: Core.Strapi, error: unknown, amount: Money, limits: PaymentLimits | undefined): unknown {
  if (!isRefusal(error)) return error;
  const found = JSON.parse(error.detail) as Pick<Excess, 'limit' | 'limitMinor' | 'usedMinor'>;
  const excess: Excess = { ...limits?.about, ...found, amountMinor: amount.minor.toString(), currency: amount.currency };
  return limitPolicy(strapi).current()?.refuse?.(excess) ?? new LimitExceeded(excess);
}
