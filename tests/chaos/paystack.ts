import { randomBytes } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import { startChild } from './children.ts';

/** One transaction as the sandbox knows it: what was really paid. */
export interface Truth {
  reference: string;
  status: string;
  amount: number;
  requested_amount: number;
  currency: string;
  metadata: { paymentId?: string } | null;
  is_foreign: boolean;
}

export interface Delivery {
  reference: string;
  state: string;
  body: string;
}

export interface ChaosPaystack {
  readonly url: string;
  readonly secretKey: string;
  /** The customer's and fate's side; see the control API of the sandbox. */
  control<Result = unknown>(method: string, path: string, body?: object): Promise<Result>;
  transactions(): Promise<Truth[]>;
  deliveries(): Promise<Delivery[]>;
}

/** The sandbox in a process of its own: it is the outside world, and stays when the server dies. */
export async function startPaystack(webhookUrl: string): Promise<ChaosPaystack> {
  const secretKey = `sk_test_${randomBytes(20).toString('hex')}`;
  const child = startChild(['sandbox/main.ts'], {
    PAYSTACK_SECRET_KEY: secretKey, PAYSTACK_WEBHOOK_URL: webhookUrl, SANDBOX_PORT: '0', MAIL_SMTP_PORT: '0', MAIL_HTTP_PORT: '0', SANDBOX_EXIT_WITH_PARENT: '1',
  });
  const ready = await eventually(() => {
    if (!child.isRunning()) throw new Error(child.tail());
    const line = child.tail().split('\n').find((text) => text.startsWith('{"ready":true'));
    return line === undefined ? undefined : (JSON.parse(line) as { paystack: string });
  }, { timeoutMs: 30_000 });
  const url = ready.paystack;
  const control = async <Result>(method: string, path: string, body?: object): Promise<Result> => {
    const answer = await fetch(`${url}/_control${path}`, { method, ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) });
    if (!answer.ok) throw new Error(`The sandbox answered ${method} ${path} with ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Result;
  };
  return {
    url,
    secretKey,
    control,
    transactions: async () => (await control<{ transactions: Truth[] }>('GET', '/transactions')).transactions,
    deliveries: async () => (await control<{ webhooks: Delivery[] }>('GET', '/webhooks')).webhooks,
  };
}
