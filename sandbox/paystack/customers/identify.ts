import { PaystackError } from '../errors.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import type { Credentials, Customer, Identification } from './customer.ts';
import { judge } from './people.ts';
import { presentEvent } from './present.ts';

const CREDENTIALS = ['country', 'firstName', 'lastName', 'bvn', 'bankCode', 'accountNumber'] as const;
const areSame = (a: Credentials, b: Credentials) => CREDENTIALS.every((name) => a[name] === b[name]);

/** Begins to identify a customer. The answer comes by a webhook, which may overtake the answer to this request. */
export function askToIdentify(sandbox: Sandbox, customer: Customer, credentials: Credentials): void {
  const last = customer.identification;
  if (last?.state === 'success' && areSame(last, credentials)) {
    throw new PaystackError(400, 'already_validated', 'Customer already validated using the same credentials', 'Fetch the customer to see their identification.');
  }
  const identification: Identification = { ...credentials, askedAt: sandbox.clock.now(), state: 'in_progress', reason: null };
  customer.identification = identification;
  sandbox.store.changed();
  const verdict = judge(credentials);
  if (verdict.state !== 'in_progress') settle(sandbox, customer, verdict.state, verdict.state === 'failed' ? verdict.reason : null);
}

/** Ends an identification, also one that had ended otherwise, and announces it. */
export function settle(sandbox: Sandbox, customer: Customer, state: 'success' | 'failed', reason: string | null, isAnnounced = true): Delivery[] {
  const { identification } = customer;
  if (!identification) throw new Error(`Customer ${customer.code} was not asked to be identified.`);
  Object.assign(identification, { state, reason });
  // An identified customer carries the name on the BVN from then on.
  if (state === 'success') Object.assign(customer, { firstName: identification.firstName, lastName: identification.lastName });
  customer.updatedAt = sandbox.clock.now();
  sandbox.store.changed();
  return isAnnounced ? sandbox.events.announce(presentEvent(customer, identification), customer.code, customer.domain) : [];
}
