import { createHttpClient, NoAnswer, Refused, ServerFault } from '#kernel';
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

interface Envelope {
  message?: unknown;
  data?: unknown;
}

/**
 * Paystack's hosted checkout.
 *
 * @see https://paystack.com/docs/api/transaction/
 */
export function paystack({ secretKey, previousSecretKeys = [], baseUrl = 'https://api.paystack.co', timeoutMs = 15_000 }: PaystackOptions): PaymentGateway {
  const mode = secretKey.startsWith('sk_live_') ? 'live' : 'test';
  const secrets = [secretKey, ...previousSecretKeys];
  const http = createHttpClient({ baseUrl, timeoutMs, headers: { Authorization: `Bearer ${secretKey}` } });

  return {
    code: CODE,
    mode,
    currencies: paystackCurrencies,
    minimumMinor,

    async charge(request) {
      const { data } = await calling(() => http.post<Envelope>('/transaction/initialize', initializeBody(request)));
      const url = typeof data === 'object' && data !== null && 'authorization_url' in data ? data.authorization_url : undefined;
      // An answer without a checkout is no answer: the reference is looked up like one that got lost.
      if (typeof url !== 'string' || !URL.canParse(url)) throw new GatewayUnavailable({ gateway: CODE });
      return { state: 'pending', nextAction: { type: 'redirect', url } };
    },

    async sync(reference) {
      try {
        const { data } = await calling(() => http.get<Envelope>(`/transaction/verify/${encodeURIComponent(reference)}`));
        return readTransaction(data, reference, mode);
      } catch (error) {
        if (!(error instanceof GatewayRefused)) throw error;
        return { gateway: CODE, reference, state: 'unknown_reference', status: 'not found' };
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
    // Safe as a number: 18 digits of ours are refused by Paystack long before they leave the safe range.
    amount: Number(toSubunits(amount)),
    currency: amount.currency,
    ...(returnUrl ? { callback_url: returnUrl } : {}),
    metadata,
  };
}

/** Sorts failures into: clearly refused, not our credentials, or no word about what happened. */
async function calling(call: () => Promise<{ body: Envelope }>): Promise<Envelope> {
  try {
    return (await call()).body;
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof ServerFault) throw new GatewayUnavailable({ gateway: CODE });
    if (!(error instanceof Refused)) throw error;
    if (error.status === 401 || error.status === 403) throw new GatewayMisconfigured({ gateway: CODE });
    if (error.status === 408 || error.status === 429) throw new GatewayUnavailable({ gateway: CODE });
    const message = (error.body as Envelope | null)?.message;
    throw new GatewayRefused({ gateway: CODE, reason: typeof message === 'string' ? message.slice(0, 200) : 'no reason given' });
  }
}
