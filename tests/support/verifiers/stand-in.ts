import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How an API can fail; `foreign` is a page of something that stands in between. */
export type Misbehaviour = 'timeout' | 'reset' | 'server-error' | 'too-many' | 'malformed' | 'huge' | 'foreign';

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: unknown;
}
export interface Reply {
  status: number;
  body: object | Buffer;
  headers?: Record<string, string>;
}

export interface StandIn {
  readonly url: string;
  misbehave(how: Misbehaviour, when: 'before' | 'after'): void;
  behave(): void;
  stop(): Promise<void>;
}

const HUGE = 20_000_000;

/**
 * A service of somebody else's on a port of its own, which answers as told, or fails as told.
 *
 * @param handsOver which requests hand a question over: of these alone the answers are lost after it has acted
 */
export async function startStandIn(answer: (request: Request) => Reply | Promise<Reply>, handsOver: (request: Request) => boolean = () => true): Promise<StandIn> {
  let fault: { how: Misbehaviour; when: 'before' | 'after' } | undefined;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await text(request);
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const asked = { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers: request.headers, body: sent === '' ? undefined : (JSON.parse(sent) as unknown) };
    const reply = fault?.when === 'before' ? undefined : await answer(asked);
    if (fault && (fault.when === 'before' || handsOver(asked))) return fail(fault.how, request, response);
    if (!reply) return;
    const isFile = Buffer.isBuffer(reply.body);
    response.writeHead(reply.status, { 'content-type': isFile ? 'image/jpeg' : 'application/json', ...reply.headers }).end(isFile ? reply.body : JSON.stringify(reply.body));
  }

  const server = createServer((request, response) => void serve(request, response).catch((error: unknown) => response.destroy(error as Error)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    misbehave: (how, when) => (fault = { how, when }),
    behave: () => (fault = undefined),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fail(how: Misbehaviour, request: IncomingMessage, response: ServerResponse): void {
  const json = { 'content-type': 'application/json' };
  switch (how) {
    case 'timeout': return;
    case 'reset': return void request.socket.resetAndDestroy();
    case 'server-error': return void response.writeHead(500, json).end('{"error":"internal"}');
    case 'too-many': return void response.writeHead(429, json).end('{"error":"slow down","code":"429","status":false}');
    case 'malformed': return void response.writeHead(200, json).end('{"entity":');
    case 'huge': return void response.writeHead(200, json).end(JSON.stringify({ filling: 'x'.repeat(HUGE) }));
    case 'foreign': return void response.writeHead(403, { 'content-type': 'text/html' }).end('<html>Blocked by your network.</html>');
  }
}
