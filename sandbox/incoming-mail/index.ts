import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { listenOn } from '../http/listen.ts';
import { deliver, Undeliverable } from './deliver.ts';
import { asDelivered } from './trace.ts';

export interface MailReceiverOptions {
  /** Where mails are posted, e.g. `http://127.0.0.1:1337/api/inbound-mail/raw-mime`. */
  deliverTo: string;
  /** `whsec_…`, the secret that signs them. */
  secret: string;
  /** The name under which it vouches for authors. */
  authority?: string;
}

export interface MailReceiver {
  /** Port 0 takes a free one. */
  listen(options?: { port?: number; host?: string }): Promise<{ host: string; port: number }>;
  close(): Promise<void>;
}

const MAX_MESSAGE_BYTES = 40 * 1_048_576;

/**
 * A mail server that takes mail in for the product, as a provider does: it hands each mail over by a signed request, writes
 * the envelope into the mail as a final delivery does, and keeps nothing. What the product does not take is refused to the
 * sender, for now or for good.
 *
 * A sender who signs in with an address, and any password, is known to be it: a mail with that author passes, one with
 * another author fails. Without signing in nobody knows.
 *
 * @example
 * const receiver = createMailReceiver({ deliverTo: `${server.url}/api/inbound-mail/raw-mime`, secret });
 * const { port } = await receiver.listen();
 */
export function createMailReceiver({ deliverTo, secret, authority = 'mx.mangrove.test' }: MailReceiverOptions): MailReceiver {
  const smtp = new SMTPServer({
    banner: 'mail for the product',
    authOptional: true,
    allowInsecureAuth: true,
    // It has no certificate to offer.
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: MAX_MESSAGE_BYTES,
    closeTimeout: 200,
    onAuth: ({ username }, _session, callback) => callback(null, { user: username ?? '' }),
    onData(stream, session, callback) {
      receive(stream, session).then(() => callback(null, 'handed over'), callback);
    },
  });
  // A client that breaks off in the middle of a mail must not end the process. Errors of listening reject `listen`.
  smtp.on('error', (error) => {
    if (smtp.server.listening) process.stderr.write(`incoming mail: ${error.message}\n`);
  });

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
    if (stream.sizeExceeded) throw new Undeliverable(552, 'The message is larger than 40 MB');
    const mail = Buffer.concat(chunks);
    const { mailFrom, rcptTo } = session.envelope;
    for (const { address: recipient } of rcptTo) {
      const sender = mailFrom === false ? '' : mailFrom.address;
      await deliver(deliverTo, secret, asDelivered(mail, { sender, recipient, login: session.user, authority }));
    }
  }

  return {
    async listen({ port = 0, host = '127.0.0.1' } = {}) {
      return { host, port: await listenOn(smtp.server, 'The receiver of incoming mail', port, host) };
    },
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
}
