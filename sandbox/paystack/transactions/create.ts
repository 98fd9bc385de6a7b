import { randomCode } from '../codes.ts';
import type { Clock } from '../clock.ts';
import { customerOf, type Customers } from '../customers/create.ts';
import type { Collection } from '../state/collection.ts';
import type { Store } from '../state/store.ts';
import { NOT_COMPLETED } from './charge.ts';
import type { Domain, Transaction } from './transaction.ts';

export type Transactions = Collection<Transaction, 'reference' | 'id' | 'accessCode'>;

export const openTransactions = (store: Store, limit: number): Transactions =>
  store.collection('transactions', {
    limit,
    keys: { reference: (one) => one.reference, id: (one) => String(one.id), accessCode: (one) => one.accessCode },
  });

/** Everything about a new transaction that its maker decides; the rest starts out the same for all. */
export interface NewTransaction {
  readonly domain: Domain;
  readonly reference: string | undefined;
  readonly email: string;
  readonly amount: number;
  readonly currency: string;
  readonly callbackUrl: string | null;
  readonly label: string | null;
  readonly metadata: unknown;
  readonly ipAddress: string;
  readonly isForeign: boolean;
}

/** Like Paystack's ids of today, so that whoever stores them in 32 bits notices here. */
const FIRST_TRANSACTION_ID = 4_099_260_001;

export function createTransaction(
  world: { readonly clock: Clock; readonly store: Store; readonly transactions: Transactions; readonly customers: Customers },
  { reference, email, ...given }: NewTransaction,
): Transaction {
  const transaction: Transaction = {
    ...given,
    id: world.store.next('transaction', FIRST_TRANSACTION_ID),
    reference: reference ?? randomCode(15),
    accessCode: randomCode(15),
    customer: customerOf(world, given.domain, email),
    requestedAmount: given.amount,
    createdAt: world.clock.now(),
    // What verify says before the customer has done anything: for Paystack, an open checkout is an abandoned one.
    status: 'abandoned',
    gatewayResponse: NOT_COMPLETED,
    fees: null, paidAt: null, authorization: null, timeline: null, openCharge: null,
  };
  world.transactions.add(transaction);
  world.store.changed();
  return transaction;
}
