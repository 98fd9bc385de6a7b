import type { Clock } from '../clock.ts';
import { randomCode } from '../codes.ts';
import type { Collection } from '../state/collection.ts';
import type { Store } from '../state/store.ts';
import type { Domain } from '../transactions/transaction.ts';
import type { Customer } from './customer.ts';

export type Customers = Collection<Customer, 'email' | 'code'>;

/** An address is one customer in the test domain and another one in the live one. */
export const emailKey = (domain: Domain, email: string) => `${domain}:${email.toLowerCase()}`;

export const openCustomers = (store: Store, limit: number): Customers =>
  store.collection('customers', { limit, keys: { email: (one) => emailKey(one.domain, one.email), code: (one) => one.code } });

const FIRST_CUSTOMER_ID = 181_873_001;

export interface CustomerDetails {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly phone?: string | undefined;
  readonly metadata?: unknown;
}

/** The customer with an address; a new one where there is none. An address that is known answers its customer as it stands. */
export function customerOf(
  world: { readonly clock: Clock; readonly store: Store; readonly customers: Customers }, domain: Domain, email: string, details: CustomerDetails = {},
): Customer {
  const known = world.customers.by('email', emailKey(domain, email));
  if (known) return known;
  const now = world.clock.now();
  const customer: Customer = {
    id: world.store.next('customer', FIRST_CUSTOMER_ID), domain, code: `CUS_${randomCode(15)}`, email,
    firstName: details.firstName ?? null, lastName: details.lastName ?? null, phone: details.phone ?? null, metadata: details.metadata ?? null,
    createdAt: now, updatedAt: now, identification: null,
  };
  world.customers.add(customer);
  world.store.changed();
  return customer;
}
