import { Agent as HttpAgent, request as httpRequest, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Attempt, Delivery } from './delivery.ts';

export type SendResult = Pick<Attempt, 'status' | 'error' | 'durationMs'>;

export interface Sender {
  send(delivery: Delivery): Promise<SendResult>;
  /** Cuts what is under way and closes the connections. A later `send` opens new ones. */
  close(): void;
}

export interface SenderOptions {
  readonly url: string;
  readonly timeoutMs: number;
  /** Requests under way at the same time; more wait for their turn. */
  readonly concurrency: number;
}

/** Posts webhooks over kept-alive connections. A failure is a result here, never an exception. */
export function createSender({ url, timeoutMs, concurrency }: SenderOptions): Sender {
  const target = new URL(url);
  const isSecure = target.protocol === 'https:';
  const pool = { keepAlive: true, maxSockets: concurrency };
  const agent = isSecure ? new HttpsAgent(pool) : new HttpAgent(pool);
  const open = new Set<ClientRequest>();

  const attempt = (delivery: Delivery): Promise<SendResult> =>
    new Promise((resolve) => {
      const startedAt = performance.now();
      const request = (isSecure ? httpsRequest : httpRequest)(target, { method: 'POST', agent, headers: headersOf(delivery) });
      let timer: NodeJS.Timeout | undefined;
      const finish = (status: number | null, error: string | null) => {
        clearTimeout(timer);
        open.delete(request);
        resolve({ status, error, durationMs: Math.round(performance.now() - startedAt) });
      };
      open.add(request);
      // The time for an answer starts once the request has a connection: waiting for a turn is not the receiver's fault.
      request.once('socket', () => {
        timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
      });
      request.once('response', (response) => {
        response.resume();
        response.once('end', () => finish(response.statusCode ?? null, null));
        response.once('error', (error) => finish(null, error.message));
      });
      request.once('error', (error: NodeJS.ErrnoException) => {
        // The receiver closed an idle connection just as we took it: most likely it never saw the request. Where it did,
        // it sees it twice, which the protocol allows; an hour's wait for a stale connection would help nobody.
        if (request.reusedSocket && error.code === 'ECONNRESET') {
          clearTimeout(timer);
          open.delete(request);
          resolve(attempt(delivery));
        } else finish(null, error.code ? `${error.code}: ${error.message}` : error.message);
      });
      request.end(delivery.body);
    });

  return {
    send: attempt,
    close() {
      for (const request of open) request.destroy(new Error('broken off by the sandbox'));
      agent.destroy();
    },
  };
}

const headersOf = ({ body, signature }: Delivery) => ({
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(body),
  'user-agent': 'Paystack/2.0',
  ...(signature === null ? {} : { 'x-paystack-signature': signature }),
});
