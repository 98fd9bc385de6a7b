import type { Domain } from '../transactions/transaction.ts';

/** What was sent to have a customer identified. Kept as it came; shown masked. */
export interface Credentials {
  readonly country: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly bvn: string;
  readonly bankCode: string;
  readonly accountNumber: string;
}

/** The last identification that was asked for. `in_progress`: the answer is still to come, by a webhook. */
export interface Identification extends Credentials {
  readonly askedAt: number;
  state: 'in_progress' | 'success' | 'failed';
  /** Why it failed, in Paystack's words. */
  reason: string | null;
}

/** Times in milliseconds since 1970. */
export interface Customer {
  readonly id: number;
  readonly domain: Domain;
  readonly code: string;
  readonly email: string;
  readonly metadata: unknown;
  readonly phone: string | null;
  readonly createdAt: number;
  updatedAt: number;
  firstName: string | null;
  lastName: string | null;
  identification: Identification | null;
}
