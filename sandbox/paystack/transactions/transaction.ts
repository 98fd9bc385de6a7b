import type { Customer } from '../customers/customer.ts';
import type { Timeline } from './timeline.ts';

export type Domain = 'test' | 'live';

export const transactionStatuses =
  ['abandoned', 'failed', 'ongoing', 'pending', 'processing', 'queued', 'reversed', 'success'] as const;
export type TransactionStatus = (typeof transactionStatuses)[number];

/** The card as Paystack stores it: enough to charge it again, never its number. */
export interface Authorization {
  readonly code: string;
  readonly bin: string;
  readonly last4: string;
  readonly expiryMonth: string;
  readonly expiryYear: string;
  readonly brand: string;
  readonly countryCode: string;
  readonly signature: string;
}

/** A card whose bank still wants something. `stepIndex` points into the steps of the test card. */
export interface OpenCharge {
  readonly cardNumber: string;
  readonly expiryMonth: string;
  readonly expiryYear: string;
  readonly stepIndex: number;
}

/** Amounts in subunits, times in milliseconds since 1970. */
export interface Transaction {
  readonly id: number;
  readonly domain: Domain;
  readonly reference: string;
  readonly accessCode: string;
  /** Nobody initialised it here: it was put in through the control API. */
  readonly isForeign: boolean;
  readonly customer: Customer;
  readonly callbackUrl: string | null;
  readonly label: string | null;
  readonly metadata: unknown;
  readonly ipAddress: string;
  readonly createdAt: number;
  status: TransactionStatus;
  /** What was charged; above `requestedAmount` where the customer bears the fee. */
  amount: number;
  requestedAmount: number;
  currency: string;
  fees: number | null;
  gatewayResponse: string;
  paidAt: number | null;
  authorization: Authorization | null;
  timeline: Timeline | null;
  openCharge: OpenCharge | null;
}
