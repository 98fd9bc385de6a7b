import { createHmac } from 'node:crypto';
import { pendingReference, WEBHOOK_AMOUNT_MINOR } from './seed.ts';

/** HTTP requests with signed `charge.success` webhooks for the payments number `first` to `first + count - 1`. */
export function signedWebhooks(secretKey: string, first: number, count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const body = Buffer.from(JSON.stringify(chargeSuccess(first + index)));
    const signature = createHmac('sha512', secretKey).update(body).digest('hex');
    return Buffer.concat([
      Buffer.from(
        'POST /api/webhooks/paystack HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n' +
          `X-Paystack-Signature: ${signature}\r\nContent-Length: ${body.length}\r\n\r\n`,
      ),
      body,
    ]);
  });
}

const chargeSuccess = (i: number) => ({
  event: 'charge.success',
  data: {
    id: 4_000_000_000 + i,
    domain: 'test',
    status: 'success',
    reference: pendingReference(i),
    amount: WEBHOOK_AMOUNT_MINOR,
    message: null,
    gateway_response: 'Successful',
    paid_at: '2026-01-01T00:00:30.000Z',
    created_at: '2026-01-01T00:00:00.000Z',
    channel: 'card',
    currency: 'NGN',
    ip_address: '192.0.2.10',
    metadata: { order: String(i) },
    fees: 17_500,
    customer: { id: i, first_name: 'Ada', last_name: 'Obi', email: `payer-${i}@example.com`, customer_code: `CUS_${i}`, phone: null, metadata: null, risk_action: 'default' },
    authorization: {
      authorization_code: `AUTH_${i}`, bin: '408408', last4: '4081', exp_month: '12', exp_year: '2030', card_type: 'visa', bank: 'TEST BANK',
      country_code: 'NG', brand: 'visa', reusable: true, signature: `SIG_${i}`, account_name: null,
    },
    plan: {},
    requested_amount: WEBHOOK_AMOUNT_MINOR,
  },
});
