import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { eventually, startServer, type TestServer } from '../../support/index.ts';
import type { RemoteModules } from '../../support/server.ts';

/** `POST /once` counts its effects; the body says how it ends. The header X-Test-User says who calls. */
function setup(strapi: Core.Strapi, { kernel: { endpointMiddlewares, requestContext, MalformedRequest } }: RemoteModules) {
  let effects = 0;
  let release: (() => void) | undefined;
  const middlewares = endpointMiddlewares({ request: {}, responses: { 200: null, 201: null }, errors: [], idempotencyKey: 'required', access: 'user', id: 'once', method: 'POST', path: '/once', tag: '', summary: '' }) as ((ctx: Context, next: Next) => Promise<unknown>)[];
  const asUser = (ctx: Context, next: Next) => {
    (ctx.state as { user?: object }).user = { id: 1 };
    requestContext.setActor({ type: 'user', id: ctx.get('x-test-user') || 'usr_1' });
    return next();
  };
  strapi.server.router.post('/once', asUser, ...middlewares, async (ctx: Context) => {
    const { ends } = (ctx.request as unknown as { body: { ends?: string } }).body;
    effects += 1;
    if (ends === 'refused') throw new MalformedRequest({ reason: 'of a test.' });
    if (ends === 'broken' && effects % 2 === 1) throw new Error('a fault of ours');
    if (ends === 'waiting') await new Promise<void>((done) => (release = done));
    ctx.status = 201;
    ctx.body = { effects };
  });
  strapi.server.router.post('/release', (ctx: Context) => {
    release?.();
    ctx.body = {};
  });
  strapi.server.router.post('/reset', (ctx: Context) => {
    effects = 0;
    ctx.body = {};
  });
}

let server: TestServer;
let key = 0;
beforeAll(async () => {
  server = await startServer({ setup });
});
beforeEach(async () => {
  key += 1;
  await server.http.post('/reset');
});

const once = (body: object = {}, headers: Record<string, string> = {}) =>
  server.http.post<{ effects?: number; error?: { code: string } }>('/once', { body, headers: { 'idempotency-key': `"key-${key}"`, ...headers } });
const change = (assignment: string) => server.db.query(`UPDATE idempotency_keys SET ${assignment} WHERE key = $1`, [`key-${key}`]);

describe('an Idempotency-Key', () => {
  it('is asked for where it must be, and must be well formed', async () => {
    const missing = await server.http.post('/once', { body: {} });
    expect([missing.status, missing.body.error.code]).toEqual([400, 'KERNEL_IDEMPOTENCY_KEY_MISSING']);
    const malformed = await once({}, { 'idempotency-key': '"half' });
    expect([malformed.status, malformed.body.error?.code]).toEqual([400, 'KERNEL_IDEMPOTENCY_KEY_MALFORMED']);
  });

  it('has one effect: a repeat gets the first answer, quoted or bare, whatever the order of its fields', async () => {
    const first = await once({ a: 1, b: 2 });
    const again = await once({ b: 2, a: 1 }, { 'idempotency-key': `key-${key}` });
    expect([first.status, first.body, first.headers.get('idempotency-replayed')]).toEqual([201, { effects: 1 }, null]);
    expect([again.status, again.body, again.headers.get('idempotency-replayed')]).toEqual([201, { effects: 1 }, 'true']);
  });

  it('cannot be used for another body', async () => {
    await once({ a: 1 });
    const other = await once({ a: 2 });
    expect([other.status, other.body.error?.code]).toEqual([422, 'KERNEL_IDEMPOTENCY_KEY_REUSED']);
  });

  it('of another caller is another key', async () => {
    await once();
    expect((await once({}, { 'x-test-user': 'usr_2' })).body).toEqual({ effects: 2 });
  });

  it('keeps a refusal, but never a failure of ours', async () => {
    const refused = [await once({ ends: 'refused' }), await once({ ends: 'refused' })];
    expect(refused.map(({ status }) => status)).toEqual([400, 400]);
    expect(refused[1]?.headers.get('idempotency-replayed')).toBe('true');
    key += 1;
    await server.http.post('/reset');
    expect((await once({ ends: 'broken' })).status).toBe(500);
    expect((await once({ ends: 'broken' })).body).toEqual({ effects: 2 });
  });

  it('is refused while its first request is at work, and taken over when that one is dead', async () => {
    const first = once({ ends: 'waiting' });
    await eventually(async () => (await server.db.query('SELECT 1 FROM idempotency_keys WHERE key = $1', [`key-${key}`])).rowCount === 1);
    const meanwhile = await once({ ends: 'waiting' });
    expect([meanwhile.status, meanwhile.body.error?.code]).toEqual([409, 'KERNEL_IDEMPOTENCY_KEY_IN_FLIGHT']);
    await server.http.post('/release');
    await first;
    await change("status = NULL, body = NULL, leased_until = now() - interval '1 s'");
    expect((await once({ ends: 'other' })).status).toBe(422);
    const successor = once({ ends: 'waiting' });
    await eventually(async () => (await server.db.query('SELECT 1 FROM idempotency_keys WHERE key = $1 AND attempt = 2', [`key-${key}`])).rowCount === 1);
    await server.http.post('/release');
    expect((await successor).body).toEqual({ effects: 2 });
  });

  it('is forgotten when it expires', async () => {
    await once({ a: 1 });
    await change("expires_at = now() - interval '1 s'");
    expect((await once({ a: 2 })).body).toEqual({ effects: 2 });
  });

  it('has one effect for fifty requests at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => once()));
    expect(new Set(answers.map(({ status }) => status)).size).toBeLessThanOrEqual(2);
    for (const { status, body } of answers) expect(status === 201 ? body : status).toEqual(status === 201 ? { effects: 1 } : 409);
    expect((await once()).body).toEqual({ effects: 1 });
  });
});
