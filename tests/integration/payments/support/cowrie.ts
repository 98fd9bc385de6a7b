import { createHmac, timingSafeEqual } from 'node:crypto';
import { createHttpClient, currencyDigits, formatMoney, HttpFailure, Refused, type Money } from '../../../../plugins/kernel/server/src/index.ts';
import { GatewayMisconfigured, GatewayRefused, GatewayUnavailable, type PaymentGateway } from '../../../../plugins/payments/server/src/contracts.ts';

/**
 * A gateway as a plugin developer would write one, with other habits than Paystack's: amounts in major units with
 * decimals, signatures in base64. It exists to show that the conformance suite serves more than one adapter.
 */
export interface CowrieOptions {
  key: string;
  webhookSecrets: readonly string[];
  baseUrl: string;
}

const CODE = 'cowrie';

const toMajor = (amount: Money) => formatMoney(amount).replace(/^[A-Z]{3} |,/g, '');
const fromMajor = (text: unknown, currency: string): Money | undefined => {
  const [, whole, fraction = ''] = /^(\d{1,16})(?:\.(\d{1,3}))?$/.exec(String(text)) ?? [];
  if (whole === undefined || fraction.length > currencyDigits(currency)) return undefined;
  return { minor: BigInt(whole + fraction.padEnd(currencyDigits(currency), '0')), currency };
};
const states = new Map<unknown, 'succeeded' | 'failed' | 'not_completed'>([['PAID', 'succeeded'], ['DECLINED', 'failed'], ['OPEN', 'not_completed']]);

type Json = Record<string, unknown>;
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

export function cowrie({ key, webhookSecrets, baseUrl }: CowrieOptions): PaymentGateway {
  const http = createHttpClient({ baseUrl, timeoutMs: 700, headers: { Authorization: `Bearer ${key}` } });
  const noAnswer = (error: unknown): never => {
    if (error instanceof Refused && error.status === 401) throw new GatewayMisconfigured({ gateway: CODE });
    if (error instanceof HttpFailure) throw new GatewayUnavailable({ gateway: CODE });
    throw error;
  };
  return {
    code: CODE,
    mode: 'test',
    currencies: ['KWD', 'NGN'],
    minimumMinor: () => 1n,
    async charge({ reference, amount, payer }) {
      const { body } = await http.post('/charges', { reference, amount: toMajor(amount), currency: amount.currency, email: payer.email }).catch((error: unknown) => {
        if (error instanceof Refused && error.status === 422) throw new GatewayRefused({ gateway: CODE, reason: String(object(error.body).reason) });
        return noAnswer(error);
      });
      return { state: 'pending', nextAction: { type: 'redirect', url: String(object(body).checkout) } };
    },
    async sync(reference) {
      const report = { gateway: CODE, reference };
      try {
        const { body } = await http.get('/charges/:reference', { params: { reference } });
        const { status, currency, asked, paid } = object(body);
        const money = (text: unknown) => fromMajor(text, String(currency));
        const [requested, arrived] = [money(asked), money(paid)];
        return { ...report, state: states.get(status) ?? 'pending', status: String(status), ...(requested ? { requested } : {}), ...(arrived ? { paid: arrived } : {}) };
      } catch (error) {
        if (error instanceof Refused && error.status === 404) return { ...report, state: 'unknown_reference', status: 'unknown' };
        return noAnswer(error);
      }
    },
    verifyWebhook(rawBody, headers) {
      const given = Buffer.from(headers['cowrie-signature'] ?? '', 'base64');
      const found = webhookSecrets.findIndex((secret) => {
        const expected = createHmac('sha256', secret).update(rawBody).digest();
        return given.length === expected.length && timingSafeEqual(given, expected);
      });
      return found === -1 ? undefined : found;
    },
    parseWebhook(rawBody) {
      const { kind, charge } = object(parse(rawBody));
      const reference = typeof charge === 'string' && charge !== '' ? charge : null;
      return { eventType: typeof kind === 'string' ? kind : 'unreadable', reference, claimsSuccess: kind === 'charge.paid' && reference !== null, isOurMode: true };
    },
  };
}

function parse(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined; // Authentic, but no JSON: a notice about nothing.
  }
}
