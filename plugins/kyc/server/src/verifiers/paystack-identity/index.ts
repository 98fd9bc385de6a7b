import { createHttpClient } from '#kernel';
import { VerifierRefused, VerifierUnavailable } from '../../verification-errors';
import { asJson, asked, codeOf, isJson, secretKeys, textOf, type Caller } from '../calls';
import type { VerificationRequest, Verifier, VerificationHandle } from '../port';
import { readAnswer } from './read';
import { readNotice } from './webhook';

export interface PaystackIdentityOptions {
  /** `sk_test_…` or `sk_live_…`: it decides the mode, calls the API and signs webhooks. */
  secretKey: string;
  /** Keys that were replaced lately: webhooks signed with them are still authentic. */
  previousSecretKeys?: readonly string[];
  /** Paystack's own address unless a sandbox stands in. */
  baseUrl?: string;
  /** Each question is a customer of its own at Paystack, with an address below this domain that receives no mail. */
  emailDomain: string;
  timeoutMs?: number;
}

const CODE = 'paystack-identity';

const caller: Caller = {
  verifier: CODE,
  isTheirs: (body) => asJson(body).status === false,
  reasonOf: (body) => codeOf(asJson(body).code, 'refused'),
};

/**
 * Paystack's identification of customers, by their BVN and a bank account that belongs to it, and the name of an account.
 * One customer a question: its address is made from our reference, so a lost answer is found again, somebody who was
 * identified once is not taken for identified about other numbers, and no address of a person leaves the house.
 *
 * @see https://paystack.com/docs/identity-verification/validate-customer/
 * @see https://paystack.com/docs/identity-verification/verify-account-number/
 */
export function paystackIdentity({ secretKey, previousSecretKeys = [], baseUrl = 'https://api.paystack.co', emailDomain, timeoutMs = 15_000 }: PaystackIdentityOptions): Verifier {
  const secrets = secretKeys([secretKey, ...previousSecretKeys]);
  // The engine decides what is asked again, and when.
  const http = createHttpClient({ baseUrl, timeoutMs, retries: 0, headers: { Authorization: `Bearer ${secretKey}` } });
  const emailOf = ({ reference }: { reference: string }) => `${reference}@${emailDomain}`;

  /** Before there is a customer nothing was asked: whatever happens to this call, the question has not arrived. */
  async function createCustomer(request: VerificationRequest): Promise<string> {
    const notAsked = () => new VerifierUnavailable({ verifier: CODE, mayHaveActed: false });
    const answer = await asked(caller, http.post('/customer', { email: emailOf(request) }, { signal: request.signal })).catch((error: unknown) => {
      throw error instanceof VerifierUnavailable ? notAsked() : error;
    });
    const code = textOf(asJson(asJson(answer).data).customer_code);
    if (code === undefined || !/^CUS_\w{1,100}$/.test(code)) throw notAsked();
    return code;
  }

  async function identify(request: VerificationRequest) {
    const { details, account, bvn } = credentialsOf(request);
    const code = await createCustomer(request);
    const body = { country: 'NG', type: 'bank_account', bvn, bank_code: account.bankCode, account_number: account.number, first_name: details.firstName, last_name: details.lastName };
    await asked(caller, http.post('/customer/:code/identification', body, { params: { code }, signal: request.signal }), ({ body: refusal }) =>
      // We asked already, and the answer was lost: there is nothing to refuse.
      /already validated/i.test(String(asJson(refusal).message)) ? {} : undefined);
    return { providerReference: code, raw: null };
  }

  /** The bank may be out of reach just now: "could not resolve" says nothing about the person. */
  async function resolve(request: VerificationRequest) {
    const { details, account } = credentialsOf(request);
    const query = { account_number: account.number, bank_code: account.bankCode };
    const answer = await asked(caller, http.get('/bank/resolve', { query, signal: request.signal }), ({ status }) => (status === 422 || status === 404 ? { data: null } : undefined));
    const { data } = asJson(answer);
    if (data !== null && !isJson(data)) throw new VerifierUnavailable({ verifier: CODE });
    // What was asked belongs to the answer: it is compared with it.
    return { providerReference: null, raw: { resolved: data, asked: { accountNumber: account.number, firstName: details.firstName, lastName: details.lastName } } };
  }

  return {
    code: CODE,
    capabilities: [
      { kind: 'identity_number', how: 'job', countries: ['NG'], identifiers: ['nuban'], canAsk: ({ identifiers }) => identifiers.some(({ type }) => type === 'bvn') },
      { kind: 'account_name', how: 'lookup', countries: ['NG'], identifiers: ['nuban'] },
    ],
    findsByReference: true,
    canErase: false,
    mode: secretKey.startsWith('sk_live_') ? 'live' : 'test',

    createSession: () => Promise.reject(new VerifierRefused({ verifier: CODE, reason: 'no_sessions' })),
    submit: (request) => {
      if (request.kind === 'identity_number') return identify(request);
      if (request.kind === 'account_name') return resolve(request);
      return Promise.reject(new VerifierRefused({ verifier: CODE, reason: 'unknown_kind' }));
    },
    async fetch(handle: VerificationHandle, signal) {
      // The name of an account is asked for, told and forgotten, for nothing: a lost answer is asked for again.
      if (handle.kind === 'account_name') return null;
      const answer = await asked(caller, http.get('/customer/:key', { params: { key: emailOf(handle) }, signal }), ({ status }) => (status === 404 ? null : undefined));
      if (answer === null) return null;
      const { data } = asJson(answer);
      if (!isJson(data)) throw new VerifierUnavailable({ verifier: CODE });
      return { customer: data };
    },
    verifyWebhook: (rawBody, headers) => readNotice(secrets, rawBody, headers['x-paystack-signature'], emailDomain),
    normalise: (raw, handle) => readAnswer(raw, handle, emailOf(handle)),
    download: () => Promise.resolve(null),
    erase: () => Promise.resolve(),
  };
}

/** What Paystack needs of a person. @throws VerifierRefused where something is missing: asking would be refused, too. */
function credentialsOf({ kind, subject: { details, identifiers } }: VerificationRequest) {
  const missing = (reason: string): never => {
    throw new VerifierRefused({ verifier: CODE, reason });
  };
  const valueOf = (type: string) => identifiers.find((one) => one.type === type)?.value ?? missing(`${type}_missing`);
  const [, bankCode = '', number = ''] = /^(\d{3})-?(\d{10})$/.exec(valueOf('nuban')) ?? missing('nuban_unreadable');
  if (!details.firstName || !details.lastName) missing('name_missing');
  return { details, account: { bankCode, number }, bvn: kind === 'identity_number' ? valueOf('bvn') : '' };
}
