import type { Customer } from '../customers/customer.ts';
import type { Authorization, Transaction } from './transaction.ts';

/** The shapes in which Paystack shows one transaction: verify, fetch, list and webhook differ in small ways, kept here. */

export const isoOrNull = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

const presentAuthorization = (authorization: Authorization | null) =>
  // Nothing was authorised yet: Paystack answers an empty object, not null.
  authorization === null ? {} : {
    authorization_code: authorization.code,
    bin: authorization.bin,
    last4: authorization.last4,
    exp_month: authorization.expiryMonth,
    exp_year: authorization.expiryYear,
    channel: 'card',
    // The trailing blank is Paystack's own.
    card_type: `${authorization.brand} `,
    bank: 'TEST BANK',
    country_code: authorization.countryCode,
    brand: authorization.brand,
    reusable: true,
    signature: authorization.signature,
    account_name: null,
    receiver_bank_account_number: null,
    receiver_bank: null,
  };

const presentCustomer = (customer: Customer) => ({
  id: customer.id,
  first_name: customer.firstName,
  last_name: customer.lastName,
  email: customer.email,
  customer_code: customer.code,
  phone: customer.phone,
  metadata: customer.metadata,
  risk_action: 'default',
  international_format_phone: null,
});

const presentCommon = (transaction: Transaction) => {
  const paidAt = isoOrNull(transaction.paidAt);
  const createdAt = new Date(transaction.createdAt).toISOString();
  return {
    id: transaction.id,
    domain: transaction.domain,
    status: transaction.status,
    reference: transaction.reference,
    amount: transaction.amount,
    message: null,
    gateway_response: transaction.gatewayResponse,
    paid_at: paidAt,
    created_at: createdAt,
    channel: 'card',
    currency: transaction.currency,
    ip_address: transaction.ipAddress,
    log: transaction.timeline,
    fees: transaction.fees,
    fees_split: null,
    authorization: presentAuthorization(transaction.authorization),
    customer: presentCustomer(transaction.customer),
    split: {},
    subaccount: {},
    order_id: null,
    paidAt,
    createdAt,
    requested_amount: transaction.requestedAmount,
    pos_transaction_data: null,
    connect: null,
  };
};

const apiSource = { type: 'api', source: 'merchant_api', entry_point: 'transaction_initialize', identifier: null };

export const presentVerified = (transaction: Transaction) => ({
  ...presentCommon(transaction),
  receipt_number: null,
  metadata: transaction.metadata ?? '',
  plan: null,
  plan_object: {},
  source: null,
  fees_breakdown: null,
  transaction_date: new Date(transaction.createdAt).toISOString(),
});

export const presentFetched = (transaction: Transaction) => ({
  ...presentCommon(transaction),
  receipt_number: null,
  helpdesk_link: null,
  metadata: transaction.metadata ?? '',
  plan: {},
  source: apiSource,
  fees_breakdown: null,
});

export const presentListed = (transaction: Transaction) => ({
  ...presentCommon(transaction),
  metadata: transaction.metadata ?? null,
  plan: {},
  source: apiSource,
});

/** `data` of a `charge.success` event. */
export const presentEventData = (transaction: Transaction) => ({
  ...presentCommon(transaction),
  log: null,
  metadata: transaction.metadata ?? '',
  plan: {},
  source: apiSource,
  fees_breakdown: null,
});
