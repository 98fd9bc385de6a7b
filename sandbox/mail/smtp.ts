import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { parseMessage, type Message } from './message.ts';

const MAX_MESSAGE_BYTES = 25 * 1_048_576;

/** Takes every mail from everybody, with or without a login, and delivers none. */
export const createSmtpServer = (onMessage: (message: Message) => void) =>
  new SMTPServer({
    banner: 'mail catcher',
    authOptional: true,
    allowInsecureAuth: true,
    // It has no certificate to offer.
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: MAX_MESSAGE_BYTES,
    closeTimeout: 200,
    onAuth: ({ username }, _session, callback) => callback(null, { user: username ?? 'anonymous' }),
    onData(stream, session, callback) {
      receive(stream, session).then((message) => {
        onMessage(message);
        callback(null, message.id);
      }, (error: Error) => callback(error));
    },
  });

async function receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Message> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  if (stream.sizeExceeded) throw Object.assign(new Error('The message is larger than 25 MB'), { responseCode: 552 });
  const { mailFrom, rcptTo } = session.envelope;
  return parseMessage(Buffer.concat(chunks), { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) });
}
