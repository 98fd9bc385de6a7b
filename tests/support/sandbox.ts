import { freePort } from '../../scripts/postgres/free-port.ts';
import type { MailCatcher } from '../../sandbox/mail/index.ts';
import type { PaystackSandbox, SandboxControl } from '../../sandbox/paystack/index.ts';
import { startServer, type ServerOptions, type TestServer } from './server.ts';
import { stopAfterwards } from './stop-everything.ts';

const SECRET_KEY = 'sk_test_mangrove_tests';

export interface TestSandbox {
  readonly url: string;
  readonly control: SandboxControl;
  readonly secretKey: string;
  /** What a server is told so that it uses this sandbox. */
  readonly env: { PAYSTACK_BASE_URL: string; PAYSTACK_SECRET_KEY: string };
  /** Ends it earlier than the test file does, e.g. for a gateway that is gone. */
  close: PaystackSandbox['close'];
}

/** Starts the Paystack sandbox in this process. It is stopped after the test file. */
export async function startSandbox({ webhookUrl }: { webhookUrl: string }): Promise<TestSandbox> {
  // Here and below, so that the many files that need none of it do not load it.
  const { createPaystackSandbox } = await import('../../sandbox/paystack/index.ts');
  const sandbox = createPaystackSandbox({ secretKeys: [SECRET_KEY], webhookUrl });
  const url = await sandbox.listen(0, '127.0.0.1');
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= sandbox.close());
  stopAfterwards(close);
  return { url, control: sandbox.control, secretKey: SECRET_KEY, env: { PAYSTACK_BASE_URL: url, PAYSTACK_SECRET_KEY: SECRET_KEY }, close };
}

/** A server and the sandbox that it takes for Paystack; each knows the other's address. */
export async function startServerWithSandbox(options: ServerOptions = {}): Promise<{ server: TestServer; sandbox: TestSandbox }> {
  const port = options.port ?? (await freePort());
  const sandbox = await startSandbox({ webhookUrl: `http://127.0.0.1:${port}/api/webhooks/paystack` });
  const server = await startServer({ ...options, port, env: { ...sandbox.env, ...options.env } });
  return { server, sandbox };
}

export interface TestMail {
  readonly mailbox: MailCatcher['mailbox'];
  /** What a server is told so that it sends its mail here. */
  readonly env: { SMTP_HOST: string; SMTP_PORT: string };
}

/** Starts a mail catcher in this process. It is stopped after the test file. */
export async function startMailCatcher(): Promise<TestMail> {
  const { createMailCatcher } = await import('../../sandbox/mail/index.ts');
  const catcher = createMailCatcher();
  const { smtp } = await catcher.listen();
  stopAfterwards(() => catcher.close());
  return { mailbox: catcher.mailbox, env: { SMTP_HOST: smtp.host, SMTP_PORT: String(smtp.port) } };
}
