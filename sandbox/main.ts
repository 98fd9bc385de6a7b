import { createMailReceiver } from './incoming-mail/index.ts';
import { createMailCatcher } from './mail/index.ts';
import { createPaystackSandbox } from './paystack/index.ts';
import { readSettings } from './settings.ts';

/** Starts the stand-ins and says so in one line of JSON; ends on SIGTERM, SIGINT or, where asked, with its parent. */
async function main() {
  const settings = readSettings(process.env);
  const host = settings.SANDBOX_HOST;
  const paystack = createPaystackSandbox({
    secretKeys: [settings.PAYSTACK_SECRET_KEY],
    webhookUrl: settings.PAYSTACK_WEBHOOK_URL,
    publicUrl: settings.SANDBOX_PUBLIC_URL,
    merchantName: settings.SANDBOX_MERCHANT_NAME,
    stateFile: settings.SANDBOX_STATE_FILE,
  });
  const mail = createMailCatcher();
  const incoming = createMailReceiver({ deliverTo: settings.MAIL_INCOMING_URL, secret: settings.SUPPORT_MAIL_WEBHOOK_SECRETS });

  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    // Whoever stops us waits: what is not closed by then is cut.
    setTimeout(() => process.exit(0), 900).unref();
    Promise.all([paystack.close(), mail.close(), incoming.close()]).then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  // The pipe from the parent ends when the parent does, even by SIGKILL.
  if (settings.SANDBOX_EXIT_WITH_PARENT) process.stdin.resume().once('close', end);

  const announcement: Record<string, unknown> = { ready: true };
  if (settings.SANDBOX_PARTS.includes('paystack')) {
    const url = await paystack.listen(settings.SANDBOX_PORT, host);
    Object.assign(announcement, { paystack: url, control: `${url}/_control` });
  }
  if (settings.SANDBOX_PARTS.includes('mail')) {
    const { smtp, url } = await mail.listen({ smtpPort: settings.MAIL_SMTP_PORT, httpPort: settings.MAIL_HTTP_PORT, host });
    Object.assign(announcement, { smtp, mail: url });
  }
  if (settings.SANDBOX_PARTS.includes('incoming-mail')) {
    Object.assign(announcement, { incoming: await incoming.listen({ port: settings.MAIL_INCOMING_PORT, host }) });
  }
  process.stdout.write(`${JSON.stringify(announcement)}\n`);
}

/** One sentence; the stack of a taken port helps nobody. */
function fail(error: unknown): never {
  process.stderr.write(`The sandbox does not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
