import { createHmac } from 'node:crypto';
import { describeGateway, type GatewayHarness } from '../../../plugins/payments/server/src/gateways/conformance.ts';
import { paystack } from '../../../plugins/payments/server/src/gateways/paystack/index.ts';
import { createPaystackSandbox } from '../../../sandbox/paystack/index.ts';

const SECRETS = ['sk_test_current', 'sk_test_replaced'] as const;
/** Nobody listens there: the webhooks of these tests are handed over by hand. */
const NOWHERE = 'http://127.0.0.1:9/webhooks';

async function startPaystackHarness(): Promise<GatewayHarness> {
  const sandbox = createPaystackSandbox({ secretKeys: [SECRETS[0]], webhookUrl: NOWHERE, webhookTimeoutMs: 500 });
  const { control } = sandbox;
  const baseUrl = await sandbox.listen();
  const adapter = (secretKey: string) => paystack({ secretKey, previousSecretKeys: [SECRETS[1]], baseUrl, timeoutMs: 700 });
  return {
    gateway: adapter(SECRETS[0]),
    stranger: paystack({ secretKey: 'sk_test_stranger', baseUrl, timeoutMs: 700 }),
    amount: { minor: 500_000n, currency: 'NGN' },
    refused: { payer: { email: 'nobody' } },
    service: {
      misbehave(how, when) {
        control.setFaults([how === 'server-error' ? { mode: 'status', status: 500, when } : { mode: how, when }]);
      },
      behave: () => control.setFaults([]),
      pay(reference, amount) {
        control.transactions.pay(reference, { sendWebhook: false });
        if (amount) control.transactions.patch(reference, { amount: Number(amount.minor) });
      },
      decline: (reference) => void control.transactions.decline(reference),
      sayUnheardOf(reference) {
        const data = { reference, status: 'on_the_moon', domain: 'test', amount: 500_000, currency: 'NGN' };
        control.setFaults([{ match: { path: '/transaction/verify/:reference' }, mode: 'status', status: 200, body: { status: true, message: 'Verification successful', data } }]);
      },
      webhook(reference, signedWith) {
        const { id, domain, amount, currency } = control.transactions.get(reference);
        const rawBody = Buffer.from(JSON.stringify({ event: 'charge.success', data: { id, domain, status: 'success', reference, amount, currency } }));
        const signature = createHmac('sha512', SECRETS[signedWith] ?? '').update(rawBody).digest('hex');
        return { rawBody, headers: { 'x-paystack-signature': signature } };
      },
      stop: () => sandbox.close(),
    },
  };
}

describeGateway('paystack', startPaystackHarness);
