import { createServer, type IncomingHttpHeaders } from 'node:http';
import { closeServer, listenOn, urlOf } from '../http/listen.ts';
import { readBody } from '../http/body.ts';

export interface ReceivedWebhook {
  readonly rawBody: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Receiver {
  readonly url: string;
  readonly received: ReceivedWebhook[];
  /** What the next webhooks are answered with; `silence` never answers, `hang-up` cuts the connection. */
  answer: number | 'silence' | 'hang-up';
  close(): Promise<void>;
}

/** A merchant's webhook endpoint over real HTTP: keeps what comes and answers as told. */
export async function startReceiver(): Promise<Receiver> {
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((rawBody) => {
      received.push({ rawBody, headers: request.headers });
      if (receiver.answer === 'hang-up') request.socket.destroy();
      else if (receiver.answer !== 'silence') response.writeHead(receiver.answer).end();
    });
  });
  const url = urlOf('127.0.0.1', await listenOn(server, 'The receiver', 0, '127.0.0.1'));
  const receiver: Receiver = { url: `${url}/webhooks`, received, answer: 200, close: () => closeServer(server) };
  return receiver;
}
