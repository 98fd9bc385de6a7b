import { createTransport, type SendMailOptions } from 'nodemailer';
import { createMailReceiver } from '../../../../sandbox/incoming-mail/index.ts';
import type { Message } from '../../../../sandbox/mail/message.ts';
import { freePort } from '../../../../scripts/postgres/free-port.ts';
import { eventually, startMailCatcher, startServer, stopAfterwards, type TestMail, type TestServer } from '../../../support/index.ts';

export const SUPPORT = 'support@mangrove.test';
export const MAIL_SECRET = 'whsec_dGhlIHNlY3JldCBvZiBhIHRlc3QgZm9yIG1haWxz';

export interface ReceivedRow {
  outcome: string;
  reason: string | null;
  ticket: string | null;
}

/** A server with everything that mails go through: one that takes them in, and one that they go out to. */
export interface PostOffice {
  server: TestServer;
  outbox: TestMail['mailbox'];
  /** Sends a mail by SMTP; with `login`, as somebody whom the receiving server knows. */
  send(mail: SendMailOptions, login?: string): Promise<void>;
  /** The same, and waits until it is settled what became of every mail. Answers what became of the last. */
  sent(mail: SendMailOptions, login?: string): Promise<ReceivedRow>;
  settled(): Promise<ReceivedRow[]>;
  /** The next mail to somebody; the ones before are forgotten. */
  next(to: string): Promise<Message>;
}

export async function openPostOffice(env: Record<string, string> = {}): Promise<PostOffice> {
  const { mailbox: outbox, env: outgoing } = await startMailCatcher();
  const port = await freePort();
  const receiver = createMailReceiver({ deliverTo: `http://127.0.0.1:${port}/api/inbound-mail/raw-mime`, secret: MAIL_SECRET });
  const smtp = await receiver.listen();
  stopAfterwards(() => receiver.close());
  const server = await startServer({ port, env: { ...outgoing, SUPPORT_MAIL_ADDRESS: SUPPORT, SUPPORT_MAIL_WEBHOOK_SECRETS: MAIL_SECRET, SUPPORT_MAIL_AUTHORITY: 'mx.mangrove.test', ...env } });

  const send = async (mail: SendMailOptions, login?: string) => {
    await createTransport({ ...smtp, ...(login === undefined ? {} : { auth: { user: login, pass: 'any' } }) }).sendMail({ to: SUPPORT, subject: 'My refund', ...(mail.html === undefined && { text: 'Where is it?' }), ...mail });
  };
  const settled = () =>
    eventually(async () => {
      const { rows: waiting } = await server.db.query(`SELECT FROM inbox_deliveries WHERE provider = 'mail/raw-mime' AND settled_at IS NULL`);
      if (waiting.length > 0) return undefined;
      return (await server.db.query<ReceivedRow>('SELECT outcome, reason, ticket FROM received_mails ORDER BY inbox_id')).rows;
    }, { timeoutMs: 40_000 });
  return {
    server,
    outbox,
    send,
    settled,
    async sent(mail, login) {
      await send(mail, login);
      return (await settled()).at(-1) ?? { outcome: 'none', reason: null, ticket: null };
    },
    async next(to) {
      const message = await outbox.waitFor({ to }, 20_000);
      if (!message) throw new Error(`No mail to ${to} came.`);
      outbox.remove(message.id);
      return message;
    },
  };
}

/** The Reply-To of a mail: the address of its ticket. */
export const replyAddress = ({ headers }: Message): string => headers['reply-to'] ?? '';

/** What a mail program sends when somebody answers a mail, with all of it quoted below. */
export const answering = (mail: Message, text: string): SendMailOptions => ({
  to: replyAddress(mail),
  subject: `Re: ${mail.subject}`,
  inReplyTo: mail.headers['message-id'] ?? '',
  references: [mail.headers['references'] ?? '', mail.headers['message-id'] ?? ''].join(' ').trim(),
  text: `${text}\n\nOn Tue, 3 Mar 2026 at 16:05, Support <${SUPPORT}> wrote:\n\n${mail.text.split('\n').map((line) => `> ${line}`).join('\n')}\n`,
});
