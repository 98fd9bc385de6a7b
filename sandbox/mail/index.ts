import { closeServer, listenOn, urlOf } from '../http/listen.ts';
import { createMailHttpServer } from './http.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { createSmtpServer } from './smtp.ts';

export interface MailCatcher {
  /** The caught mails, for tests in the same process. */
  readonly mailbox: Mailbox;
  /** Port 0 takes a free one. */
  listen(ports?: { smtpPort?: number; httpPort?: number; host?: string }): Promise<{ smtp: { host: string; port: number }; url: string }>;
  close(): Promise<void>;
}

/**
 * An SMTP server that keeps every mail and delivers none, with a page and an HTTP API to read them.
 *
 * @example
 * const mail = createMailCatcher();
 * const { smtp } = await mail.listen();
 * const welcome = await mail.mailbox.waitFor({ to: 'ada@example.com' }, 5_000);
 */
export function createMailCatcher(): MailCatcher {
  const mailbox = createMailbox();
  const smtp = createSmtpServer(mailbox.add);
  const http = createMailHttpServer(mailbox);
  // A client that breaks off in the middle of a mail must not end the process. Errors of listening reject `listen`.
  smtp.on('error', (error) => {
    if (smtp.server.listening) process.stderr.write(`mail catcher: ${error.message}\n`);
  });
  let closing: Promise<void> | null = null;

  async function close() {
    await Promise.all([closeServer(http), new Promise<void>((resolve) => smtp.close(() => resolve()))]);
  }

  return {
    mailbox,
    async listen({ smtpPort = 0, httpPort = 0, host = '127.0.0.1' } = {}) {
      const port = await listenOn(smtp.server, 'The mail catcher (SMTP)', smtpPort, host);
      const url = urlOf(host, await listenOn(http, 'The mail catcher (HTTP)', httpPort, host));
      return { smtp: { host, port }, url };
    },
    close: () => (closing ??= close()),
  };
}
