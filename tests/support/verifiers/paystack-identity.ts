import type { ServiceVerdict, VerifierService } from '../../../plugins/kyc/server/src/verifiers/conformance/harness.ts';
import { createPaystackSandbox } from '../../../sandbox/paystack/index.ts';
import { sign } from '../../../sandbox/paystack/webhooks/signature.ts';
import { startStandIn, type Reply, type Request } from './stand-in.ts';

export const PAYSTACK_KEYS = ['sk_test_identity_new', 'sk_test_identity_old'];
export const PAYSTACK_EMAIL_DOMAIN = 'customers.example.com';

/** Of the sandbox's people: one whose identification waits for the controls. */
export const NGOZI = { firstName: 'Ngozi', lastName: 'Eze', bvn: '22200000202', nuban: '0110000002028' };

const ACCOUNT_NAMES: Readonly<Record<ServiceVerdict, unknown>> = { pending: 'NGOZI EZE', passed: 'EZE NGOZI', failed: 'MARINE TRADING LIMITED', review: 'NGOZI ADA EZE', 'unheard-of': 42 };

export interface PaystackIdentityService extends VerifierService {
  readonly url: string;
  /** The bank's answer about one question, as Paystack would tell it by a webhook. */
  fail(reference: string): void;
  /** What was sent to it about one question, oldest first. */
  requestsAbout(reference: string): { path: string; body: unknown }[];
  /** Any authentic webhook. */
  sign(body: object, signedWith?: number): { rawBody: Buffer; headers: Record<string, string> };
}

/** The sandbox of Paystack, behind something that can fail in more ways and say what no Paystack has said yet. */
export async function startPaystackIdentity(): Promise<PaystackIdentityService> {
  const sandbox = createPaystackSandbox({ secretKeys: PAYSTACK_KEYS.slice(0, 1), webhookUrl: 'http://127.0.0.1:9/' });
  const behind = await sandbox.listen();
  let verdict: ServiceVerdict = 'pending';

  const customerOf = (reference: string) => sandbox.control.customers.list().find(({ email }) => email === `${reference}@${PAYSTACK_EMAIL_DOMAIN}`);
  const settle = (code: string) => {
    if (verdict === 'passed' || verdict === 'failed') sandbox.control.customers.identify(code, { state: verdict === 'passed' ? 'success' : 'failed', sendWebhook: false });
  };

  async function forward({ method, path, query, headers, body }: Request): Promise<Reply> {
    const search = query.toString();
    const response = await fetch(`${behind}${path}${search === '' ? '' : `?${search}`}`, {
      method, headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as object };
  }

  const sent: { path: string; body: unknown }[] = [];
  const signed = (body: object, signedWith = 0) => {
    const rawBody = Buffer.from(JSON.stringify(body));
    return { rawBody, headers: { 'content-type': 'application/json', 'x-paystack-signature': sign(rawBody.toString(), PAYSTACK_KEYS[signedWith] ?? 'another-key') } };
  };

  const standIn = await startStandIn(async (request) => {
    if (request.method === 'POST') sent.push({ path: request.path, body: request.body });
    const reply = await forward(request);
    const { data } = reply.body as { data?: Record<string, unknown> };
    if (request.path.endsWith('/identification') && reply.status === 202) settle(request.path.split('/')[2] ?? '');
    if (data && request.path === '/bank/resolve') data['account_name'] = ACCOUNT_NAMES[verdict];
    if (data && request.method === 'GET' && request.path.startsWith('/customer/')) {
      if (verdict === 'review') Object.assign(data, { identified: true, identifications: [{ country: 'NG', type: 'bvn', value: '222*****202' }] });
      if (verdict === 'unheard-of') data['identified'] = 'provisionally';
    }
    return reply;
  }, ({ path }) => path.endsWith('/identification') || path === '/bank/resolve');

  return {
    ...standIn,
    sign: signed,
    requestsAbout: (reference) => {
      const code = customerOf(reference)?.code ?? 'nobody';
      return sent.filter(({ path, body }) => path.includes(code) || (body as { email?: string }).email?.startsWith(reference) === true);
    },
    answer(next) {
      verdict = next;
      for (const { code, identification } of sandbox.control.customers.list()) if (identification) settle(code);
    },
    fail: (reference) => {
      const code = customerOf(reference)?.code;
      if (code === undefined) throw new Error(`Paystack has no customer for ${reference}.`);
      sandbox.control.customers.identify(code, { state: 'failed', sendWebhook: false });
    },
    billed(reference) {
      const code = customerOf(reference)?.code;
      return sandbox.control.requests().filter(({ method, path, status }) => method === 'POST' && status === 202 && path === `/customer/${code}/identification`).length;
    },
    knows: (reference) => customerOf(reference) !== undefined,
    link: () => undefined,
    webhook(reference, { claims, signedWith }) {
      const isFailure = claims === 'failed';
      return signed({
        event: `customeridentification.${isFailure ? 'failed' : 'success'}`,
        data: {
          customer_id: 82_796_315, customer_code: customerOf(reference)?.code ?? 'CUS_nobody0000001', email: `${reference}@${PAYSTACK_EMAIL_DOMAIN}`,
          identification: { country: 'NG', type: 'bank_account', bvn: '222*****202', account_number: '000****028', bank_code: '011' },
          ...(isFailure ? { reason: 'Account number or BVN is incorrect' } : {}),
        },
      }, signedWith);
    },
    async stop() {
      await standIn.stop();
      await sandbox.close();
    },
  };
}
