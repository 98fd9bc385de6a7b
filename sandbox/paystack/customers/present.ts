import type { EventPayload } from '../webhooks/tamper.ts';
import type { Customer, Identification } from './customer.ts';

/** Paystack's own account number; an integration has one. */
const INTEGRATION = 100_032;

/** The first and the last three digits alone, as Paystack shows a number that proves somebody. */
const masked = (text: string) => `${text.slice(0, 3)}${'*'.repeat(Math.max(0, text.length - 6))}${text.slice(-3)}`;

const presentIdentification = ({ country, bvn, accountNumber, bankCode }: Identification) => ({
  country, type: 'bank_account', bvn: masked(bvn), account_number: masked(accountNumber), bank_code: bankCode,
});

const presentCommon = (customer: Customer) => ({
  transactions: [], subscriptions: [], authorizations: [],
  email: customer.email,
  first_name: customer.firstName,
  last_name: customer.lastName,
  phone: customer.phone,
  integration: INTEGRATION,
  domain: customer.domain,
  metadata: customer.metadata,
  customer_code: customer.code,
  risk_action: 'default',
  id: customer.id,
  createdAt: new Date(customer.createdAt).toISOString(),
  updatedAt: new Date(customer.updatedAt).toISOString(),
  identified: customer.identification?.state === 'success',
  // An identification that failed or is under way leaves no trace here.
  identifications: customer.identification?.state === 'success' ? [presentIdentification(customer.identification)] : null,
});

export const presentCreated = presentCommon;

export const presentFetched = (customer: Customer) => {
  const common = presentCommon(customer);
  return {
    ...common, created_at: common.createdAt, updated_at: common.updatedAt,
    total_transactions: 0, total_transaction_value: [], dedicated_account: null, dedicated_accounts: [],
  };
};

/** A webhook about an identification that ended. It has no id and no time of its own. */
export const presentEvent = (customer: Customer, identification: Identification): EventPayload => ({
  event: `customeridentification.${identification.state}`,
  data: {
    // A number when it failed, a string when it succeeded: so the published samples.
    customer_id: identification.state === 'success' ? String(customer.id) : customer.id,
    customer_code: customer.code,
    email: customer.email,
    identification: presentIdentification(identification),
    ...(identification.reason === null ? {} : { reason: identification.reason }),
  },
});
