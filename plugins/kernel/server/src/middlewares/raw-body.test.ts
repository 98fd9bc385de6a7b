import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context } from 'koa';
import { refusalOf } from '../refusal';
import rawBodyMiddleware, { rawBody } from './raw-body';

describe('a body that is kept as bytes', () => {
  let server: Server;
  let url: string;
  /** What the handler of an address waits for before it answers. */
  const held = new Map<string, Promise<void>>();
  const arrived = new Set<string>();

  beforeAll(async () => {
    const middleware = rawBodyMiddleware({ paths: ['/mail/'], maxBytes: 1_000, maxBytesAtOnce: 1_500 });
    server = createServer((req, response) => {
      const path = req.url ?? '';
      const ctx = { path, req, request: {}, state: {} } as unknown as Context;
      const handle = async () => {
        arrived.add(path);
        await held.get(path);
        response.end(path.startsWith('/mail/') ? rawBody(ctx) : 'none');
      };
      middleware(ctx as never, handle).catch((error: unknown) => void response.writeHead(refusalOf(error)?.status ?? 500).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  const post = (path: string, body: Uint8Array<ArrayBuffer>) => fetch(`${url}${path}`, { method: 'POST', body });

  it('is what was sent, whatever that is', async () => {
    const bytes = new Uint8Array([0, 255, 13, 10, 128]);
    expect(new Uint8Array(await (await post('/mail/x', bytes)).arrayBuffer())).toEqual(bytes);
    expect(await (await post('/other', bytes)).text()).toBe('none');
  });

  it('is refused where it is too large', async () => {
    expect((await post('/mail/x', new Uint8Array(1_001))).status).toBe(413);
    expect((await post('/mail/x', new Uint8Array(1_000))).status).toBe(200);
  });

  it('is refused for now where too much is at work at once, and taken when the others are through', async () => {
    let release: (() => void) | undefined;
    held.set('/mail/slow', new Promise((resolve) => (release = resolve)));
    const slow = post('/mail/slow', new Uint8Array(900));
    while (!arrived.has('/mail/slow')) await new Promise(setImmediate);
    expect((await post('/mail/x', new Uint8Array(900))).status).toBe(503);
    expect((await post('/mail/x', new Uint8Array(100))).status).toBe(200);
    release?.();
    expect((await slow).status).toBe(200);
    expect((await post('/mail/x', new Uint8Array(900))).status).toBe(200);
  });
});
