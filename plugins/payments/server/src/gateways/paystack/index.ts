import { createSecretKey } from 'node:crypto';
import { createHttpClient, HttpFailure, Refused, type Answer } from '#kernel';
import { GatewayMisconfigured, GatewayRefused, GatewayUnavailable } from '../../errors';
import type { ChargeRequest, PaymentGateway } from '../port';
import { minimumMinor, paystackCurrencies, toSubunits } from './amounts';
import { readTransaction, readWebhook } from './read';
import { signingSecretIndex } from './signature';

export interface PaystackOptions {
  /** `sk_test_…` or `sk_live_…`: it decides the mode, calls the API and signs webhooks. */
  secretKey: string;
  /** Keys that were replaced lately: webhooks signed with them are still authentic. */
  previousSecretKeys?: readonly string[];
  /** Paystack's own address unless a sandbox stands in. */
  baseUrl?: string;
  timeoutMs?: number;
}

const CODE = 'paystack';
/** Amounts travel as JSON numbers: beyond this one they would be rounded. */
const MAX_SUBUNITS = BigInt(Number.MAX_SAFE_INTEGER);

type Json = Record<string, unknown>;
const asObject = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/**
 * Paystack's hosted checkout.
 *
 * @see https://paystack.com/docs/api/transaction/
 */
export function paystack({ secretKey, previousSecretKeys = [], baseUrl = 'https://api.paystack.co', timeoutMs = 15_000 }: PaystackOptions): PaymentGateway {
  const mode = secretKey.startsWith('sk_live_') ? 'live' : 'test';
  const secrets = [secretKey, ...previousSecretKeys].map((secret) => createSecretKey(Buffer.from(secret)));
  const http = createHttpClient({ baseUrl, timeoutMs, headers: { Authorization: `Bearer ${secretKey}` } });

  return {
    code: CODE,
    mode,
    currencies: paystackCurrencies,
    minimumMinor,

    async charge(request) {
      if (toSubunits(request.amount) > MAX_SUBUNITS) throw new GatewayRefused({ gateway: CODE, reason: 'the amount is too large.' });
      const answer = await http.post('/transaction/initialize', initializeBody(request)).catch(refuseOrUnavailable);
      const url = asObject(dataOf(answer)).authorization_url;
      // An answer without a checkout is no answer: the reference is looked up like one that got lost.
      if (typeof url !== 'string' || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new GatewayUnavailable({ gateway: CODE });
      return { state: 'pending', nextAction: { type: 'redirect', url } };
    },

    async sync(reference) {
      try {
        const answer = await http.get('/transaction/verify/:reference', { params: { reference } });
        return readTransaction(dataOf(answer), reference, mode);
      } catch (error) {
        if (isUnknownReference(error)) return { gateway: CODE, reference, state: 'unknown_reference', status: 'not found' };
        throw translated(error);
      }
    },

    verifyWebhook: (rawBody, headers) => signingSecretIndex(secrets, rawBody, headers['x-paystack-signature']),
    parseWebhook: (rawBody) => readWebhook(rawBody, mode),
  };
}

function initializeBody({ reference, amount, payer, returnUrl, metadata }: ChargeRequest) {
  return {
    reference,
    email: payer.email,
    amount: Number(toSubunits(amount)),
    currency: amount.currency,
    ...(returnUrl ? { callback_url: returnUrl } : {}),
    metadata,
  };
}

const dataOf = ({ body }: Answer): unknown => asObject(body).data;

/** A refusal in Paystack's own envelope: what stands between us and it may answer 4xx, too, and knows nothing. */
const isPaystacks = (error: unknown): error is Refused => error instanceof Refused && asObject(error.body).status === false;

/** What Paystack says where it does not know a reference; any other refusal says nothing about the payment. */
function isUnknownReference(error: unknown): boolean {
  if (!isPaystacks(error) || (error.status !== 400 && error.status !== 404)) return false;
  const { code, message } = asObject(error.body);
  return code === 'transaction_not_found' || (typeof message === 'string' && /reference.* not found/i.test(message));
}

/** Failures that say nothing about what happened, or that our credentials are wrong. */
function translated(error: unknown): unknown {
  if (!(error instanceof HttpFailure)) return error;
  const areCredentialsWrong = error instanceof Refused && (error.status === 401 || error.status === 403);
  return areCredentialsWrong ? new GatewayMisconfigured({ gateway: CODE }) : new GatewayUnavailable({ gateway: CODE });
}

/**
 * Tells a clear refusal from no word about what happened. "Duplicate reference" is no refusal: we send a reference
 * once, so Paystack has it from the call whose answer was lost.
 */
function refuseOrUnavailable(error: unknown): never {
  if (!isPaystacks(error) || (error.status !== 400 && error.status !== 422)) throw translated(error);
  const { message, code } = asObject(error.body);
  if (code === 'duplicate_reference' || /duplicate.*reference/i.test(String(message))) throw translated(error);
  throw new GatewayRefused({ gateway: CODE, reason: typeof message === 'string' ? message.slice(0, 200) : 'no reason given' });
}
