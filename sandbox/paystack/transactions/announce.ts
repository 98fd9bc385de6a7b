import type { Sandbox } from '../sandbox.ts';
import { chargeSuccess } from '../webhooks/events.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import type { Transaction } from './transaction.ts';

/** Paystack sends webhooks about charges for success alone; who failed or left is found by asking. */
export const announceSuccess = ({ events }: Sandbox, transaction: Transaction): Delivery[] =>
  events.announce(chargeSuccess(transaction), transaction.reference, transaction.domain);
