import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { createHttpClient, type HttpClientOptions } from './http-client';
import { NoAnswer, Refused, ServerFault, UnusableAnswer } from './failures';

const SECRET = 'sk_live_never_print_me';
const cleanups: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

type Handler = (request: http.IncomingMessage & { text: string }, response: http.ServerResponse) => void;

/** A real server; every request it saw, and how many connections it took. */
async function startServer(handler: Handler) {
  const seen: { method: string; url: string; headers: http.IncomingHttpHeaders; text: string }[] = [];
  let connections = 0;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, text });
      handler(Object.assign(request, { text }), response);
    });
  });
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, connections: () => connections };
}

/** Takes connections and never says a word. */
async function startSilence() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((done) => server.close(done));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The address of a port that nobody listens on. */
async function closedPort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `http://127.0.0.1:${port}`;
}

const lines: string[] = [];
const client = (baseUrl: string, options: Partial<HttpClientOptions> = {}) => {
  const built = createHttpClient({
    baseUrl,
    timeoutMs: 2_000,
    headers: { Authorization: `Bearer ${SECRET}` },
    log: { debug: (line) => lines.push(line) },
    ...options,
  });
  cleanups.push(built.close);
  return built;
};
const failureOf = <T>(call: Promise<unknown>): Promise<T> => call.then(() => Promise.reject(new Error('It did not fail.')), (error: T) => error);
const json = (response: http.ServerResponse, status: number, body: unknown, headers: http.OutgoingHttpHeaders = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

describe('the http client', () => {
  it('fills the path, sends query, headers and JSON, and parses the answer', async () => {
    const server = await startServer((_, response) => json(response, 201, { ok: true }, { 'x-trace': 't1' }));
    const answer = await client(`${server.url}/v1/`).post(
      '/transaction/:reference/note',
      { amount: 1, text: 'ünï 🙂' },
      { params: { reference: 'a/b c' }, query: { page: 2, skipped: undefined }, headers: { 'X-Extra': 'yes' } },
    );
    expect(answer).toMatchObject({ status: 201, body: { ok: true }, headers: { 'x-trace': 't1' } });
    expect(server.seen).toEqual([
      expect.objectContaining({
        method: 'POST',
        url: '/v1/transaction/a%2Fb%20c/note?page=2',
        text: '{"amount":1,"text":"ünï 🙂"}',
        headers: expect.objectContaining({ authorization: `Bearer ${SECRET}`, 'content-type': 'application/json', 'x-extra': 'yes' }),
      }),
    ]);
  });

  it('answers null for an empty body and reads a compressed one', async () => {
    const server = await startServer((request, response) =>
      request.url === '/empty' ? response.writeHead(204).end() : response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}')),
    );
    const http = client(server.url);
    expect((await http.delete('/empty')).body).toBeNull();
    expect((await http.get('/zipped')).body).toEqual({ a: 1 });
  });

  it('keeps one connection for calls after one another', async () => {
    const server = await startServer((_, response) => json(response, 200, {}));
    const http = client(server.url);
    for (let i = 0; i < 5; i += 1) await http.get('/');
    expect(server.connections()).toBe(1);
  });

  it('refuses parameters that are missing or would lead to another path', async () => {
    const http = client('http://127.0.0.1:9');
    await expect(http.get('/a/:id')).rejects.toThrow('needs the parameter "id"');
    await expect(http.get('/a/:id', { params: { id: '..' } })).rejects.toThrow('cannot be the parameter');
    expect(() => client('http://user:pass@127.0.0.1')).toThrow('must hold no credentials');
  });
});

describe('a call that is declined', () => {
  it('is a Refused with the parsed body, and nothing was done', async () => {
    const server = await startServer((_, response) => json(response, 400, { message: 'Duplicate reference' }));
    const failure = await failureOf<Refused>(client(server.url).post('/charge', {}));
    expect(failure).toBeInstanceOf(Refused);
    expect(failure).toMatchObject({ status: 400, mayHaveActed: false });
    expect(failure.body).toEqual({ message: 'Duplicate reference' });
  });

  it('is a Refused with the text where the body is no JSON', async () => {
    const server = await startServer((_, response) => response.writeHead(403).end('<h1>Blocked</h1>'));
    expect((await failureOf<Refused>(client(server.url).get('/'))).body).toBe('<h1>Blocked</h1>');
  });
});

describe('a call without a usable answer', () => {
  it('that was refused a connection cannot have acted', async () => {
    const failure = await failureOf<NoAnswer>(client(await closedPort()).post('/charge', {}));
    expect(failure).toBeInstanceOf(NoAnswer);
    expect(failure).toMatchObject({ reason: 'ECONNREFUSED', mayHaveActed: false });
  });

  it('to an unknown name cannot have acted', async () => {
    const failure = await failureOf<NoAnswer>(client('http://mangrove-test.invalid').post('/charge', {}));
    expect(failure).toBeInstanceOf(NoAnswer);
    expect(failure.mayHaveActed).toBe(false);
  });

  it('that met a server without the TLS we trust cannot have acted', async () => {
    const server = await startServer((_, response) => json(response, 200, {}));
    const failure = await failureOf<NoAnswer>(client(server.url.replace('http:', 'https:')).post('/charge', {}));
    expect(failure).toBeInstanceOf(NoAnswer);
    expect(failure.mayHaveActed).toBe(false);
  });

  it('that hits the deadline after connecting may have acted', async () => {
    const failure = await failureOf<NoAnswer>(client(await startSilence(), { timeoutMs: 60 }).post('/charge', {}));
    expect(failure).toMatchObject({ reason: 'TIMEOUT', mayHaveActed: true });
  });

  it('whose answer trickles without an end hits the deadline too', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    });
    const failure = await failureOf<NoAnswer>(client(server.url, { timeoutMs: 120 }).post('/charge', {}));
    expect(failure).toMatchObject({ reason: 'TIMEOUT', mayHaveActed: true });
  });

  it('that was reset, at once or in the middle of the answer, may have acted', async () => {
    const server = await startServer((request, response) => {
      if (request.url === '/at-once') request.socket.resetAndDestroy();
      else {
        response.writeHead(200, { 'content-length': '100' }).write('{"half":');
        setImmediate(() => request.socket.destroy());
      }
    });
    for (const path of ['/at-once', '/middle']) {
      const failure = await failureOf<NoAnswer>(client(server.url).post(path, {}));
      expect(failure).toBeInstanceOf(NoAnswer);
      expect(failure.mayHaveActed).toBe(true);
    }
  });

  it('over a kept connection that the server cut may have acted', async () => {
    let calls = 0;
    const server = await startServer((request, response) => {
      calls += 1;
      if (calls === 1) json(response, 200, {});
      else request.socket.resetAndDestroy();
    });
    const http = client(server.url);
    await http.get('/');
    expect(await failureOf<NoAnswer>(http.post('/charge', {}))).toMatchObject({ mayHaveActed: true });
    expect(server.connections()).toBe(1);
  });

  it('that its caller gave up ends at once', async () => {
    const giveUp = new AbortController();
    const failing = failureOf<NoAnswer>(client(await startSilence()).get('/', { signal: giveUp.signal }));
    giveUp.abort();
    expect(await failing).toMatchObject({ reason: 'ABORTED' });
  });

  it('is a ServerFault after a 5xx, and may have acted', async () => {
    const server = await startServer((_, response) => json(response, 500, { message: 'oops' }));
    const failure = await failureOf<ServerFault>(client(server.url).post('/charge', {}));
    expect(failure).toBeInstanceOf(ServerFault);
    expect(failure).toMatchObject({ status: 500, mayHaveActed: true });
  });

  it.each([
    ['no JSON', (response: http.ServerResponse) => response.writeHead(200).end('<html>'), 200],
    ['a redirect', (response: http.ServerResponse) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(), 302],
    ['too much', (response: http.ServerResponse) => response.writeHead(200).end(JSON.stringify('x'.repeat(5_000))), 200],
    ['too much once it is unpacked', (response: http.ServerResponse) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(500_000))), 200],
  ])('is an UnusableAnswer after %s', async (_, answer, status) => {
    const server = await startServer((__, response) => void answer(response));
    const failure = await failureOf<UnusableAnswer>(client(server.url, { maxResponseBytes: 4_000 }).get('/'));
    expect(failure).toBeInstanceOf(UnusableAnswer);
    expect(failure).toMatchObject({ status, mayHaveActed: true });
    expect(server.seen).toHaveLength(1);
  });
});

describe('a repeated call', () => {
  const failingTwice = (status: number, headers: http.OutgoingHttpHeaders = {}) => {
    let calls = 0;
    return startServer((_, response) => {
      calls += 1;
      if (calls <= 2) json(response, status, {}, headers);
      else json(response, 200, { calls });
    });
  };

  it.each([429, 502, 503, 504])('is made for a GET after %i', async (status) => {
    const server = await failingTwice(status);
    expect((await client(server.url).get('/')).body).toEqual({ calls: 3 });
  });

  it('is made for a GET whose connection was cut', async () => {
    let calls = 0;
    const server = await startServer((request, response) => {
      calls += 1;
      if (calls === 1) request.socket.resetAndDestroy();
      else json(response, 200, {});
    });
    expect((await client(server.url).get('/')).status).toBe(200);
  });

  it('is never made for a POST, nor after a 400 or a 500', async () => {
    const busy = await failingTwice(503);
    await failureOf(client(busy.url).post('/charge', {}));
    const declining = await failingTwice(400);
    await failureOf(client(declining.url).get('/'));
    const broken = await failingTwice(500);
    await failureOf(client(broken.url).get('/'));
    expect([busy, declining, broken].map(({ seen }) => seen.length)).toEqual([1, 1, 1]);
  });

  it('is not made when Retry-After lies beyond the deadline, and the failure says how long to wait', async () => {
    const server = await failingTwice(429, { 'retry-after': '30' });
    expect(await failureOf<Refused>(client(server.url).get('/'))).toMatchObject({ status: 429, retryAfterMs: 30_000 });
    expect(server.seen).toHaveLength(1);
  });

  it('waits as long as Retry-After asks', async () => {
    const server = await failingTwice(503, { 'retry-after': '1' });
    const startedAt = performance.now();
    await client(server.url, { timeoutMs: 10_000 }).get('/');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1_990);
  });

  it('stops after the configured number of attempts', async () => {
    const server = await startServer((_, response) => json(response, 503, {}));
    await failureOf(client(server.url, { retries: 1 }).get('/'));
    expect(server.seen).toHaveLength(2);
  });
});

describe('what is printed', () => {
  it('names the call by its template and never shows credentials, ids, queries or bodies', async () => {
    lines.length = 0;
    const server = await startServer((_, response) => json(response, 400, { email: 'ada@example.com' }));
    const call = (base: string) =>
      failureOf(client(base).get('/verify/:reference', { params: { reference: 'ref_secret' }, query: { token: SECRET }, headers: { Cookie: SECRET } }));
    const failures = [await call(server.url), await call(await closedPort())];
    const printed = [...lines, ...failures.map((failure) => `${inspect(failure, { depth: 9, showHidden: false })} ${JSON.stringify(failure)}`)].join('\n');
    expect(lines[0]).toMatch(/^GET 127\.0\.0\.1:\d+\/verify\/:reference 400 \d+ ms$/);
    for (const secret of [SECRET, 'ref_secret', 'ada@example.com']) expect(printed).not.toContain(secret);
  });
});
