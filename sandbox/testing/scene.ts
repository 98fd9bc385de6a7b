import { createPaystackSandbox, type PaystackSandbox, type SandboxOptions } from '../paystack/index.ts';
import { startReceiver, type Receiver } from './receiver.ts';

export const TEST_KEY = 'sk_test_scene';
export const LIVE_KEY = 'sk_live_scene';

export interface Answer {
  readonly status: number;
  readonly body: Json;
}

/** An answer of whatever shape: tests reach into it by name and compare what they find. */
export interface Json {
  readonly [field: string]: Json;
}

/** A running sandbox, its merchant, and a client that speaks HTTP to it. */
export interface Scene {
  readonly sandbox: PaystackSandbox;
  readonly receiver: Receiver;
  readonly url: string;
  call(method: string, path: string, body?: unknown, key?: string | null): Promise<Answer>;
  /** Initialises a transaction of NGN 5,000.00 and answers its `authorization_url`. */
  initialize(reference: string, more?: Record<string, unknown>, key?: string): Promise<string>;
  statusOf(reference: string): Promise<string>;
  close(): Promise<void>;
}

export async function startScene(options: Partial<SandboxOptions> = {}): Promise<Scene> {
  const receiver = await startReceiver();
  const sandbox = createPaystackSandbox({ secretKeys: [TEST_KEY, LIVE_KEY], webhookUrl: receiver.url, ...options });
  const url = await sandbox.listen();

  const call: Scene['call'] = async (method, path, body, key = TEST_KEY) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() as Json };
  };

  return {
    sandbox, receiver, url, call,
    async initialize(reference, more = {}, key = TEST_KEY) {
      const { status, body } = await call('POST', '/transaction/initialize', { email: 'ada@example.com', amount: 500_000, reference, ...more }, key);
      if (status !== 200) throw new Error(`initialize answered ${status}: ${JSON.stringify(body)}`);
      return String(body['data']?.['authorization_url']);
    },
    statusOf: async (reference) => String((await call('GET', `/transaction/verify/${reference}`)).body['data']?.['status']),
    async close() {
      await sandbox.close();
      await receiver.close();
    },
  };
}
