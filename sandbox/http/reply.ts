import type { ServerResponse } from 'node:http';

function send(response: ServerResponse, status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}) {
  // The caller may have hung up while we worked; writing to its socket would only raise an error.
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}

export function sendJson(response: ServerResponse, status: number, value: unknown) {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

export function sendText(response: ServerResponse, status: number, text: string) {
  send(response, status, 'text/plain; charset=utf-8', text);
}

export function sendFile(response: ServerResponse, type: string, content: Buffer, headers: Record<string, string>) {
  send(response, 200, type, content, headers);
}

/** Pages load nothing from outside and are never cached: their state changes with every click. */
export function sendPage(response: ServerResponse, status: number, page: string, contentSecurityPolicy: string) {
  send(response, status, 'text/html; charset=utf-8', page, {
    'cache-control': 'no-store',
    'content-security-policy': contentSecurityPolicy,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
}

/** 303: the browser fetches the next page with GET, so that a reload never repeats a form. */
export function redirect(response: ServerResponse, location: string) {
  response.writeHead(303, { location, 'cache-control': 'no-store', 'content-length': 0 });
  response.end();
}
