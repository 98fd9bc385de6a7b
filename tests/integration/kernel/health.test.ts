import http from 'node:http';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { createTestDatabase, eventually, startProxy, startServer, type ServerOptions, type TestServer } from '../../support/index.ts';
import type { RemoteModules } from '../../support/server.ts';

/** Routes and queues of the tests: `/slow/:ms` answers late and only then asks the database. */
function setup(strapi: Core.Strapi, { kernel: { kernel, sql } }: RemoteModules) {
  let underWay = 0;
  const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
  strapi.server.router.get('/slow/:ms', async (ctx: Context & { params: { ms: string } }) => {
    underWay += 1;
    await wait(Number(ctx.params.ms));
    await sql(strapi).query('SELECT 1');
    ctx.body = { isDone: true };
  });
  strapi.server.router.get('/under-way', (ctx: Context) => void (ctx.body = { underWay }));
  for (const [queue, ms] of [['test.quick', 0], ['test.slow', 1_500]] as const) {
    kernel(strapi).jobs.define(queue, async () => {
      await wait(ms);
      await sql(strapi).execute('INSERT INTO kernel_schedules (name, last_run_at) VALUES ($1, now())', [`${queue} is done`]);
    });
  }
}

const servers: TestServer[] = [];
const start = async (options: ServerOptions = {}) => {
  const server = await startServer(options);
  servers.push(server);
  return server;
};
afterEach(async () => {
  for (const server of servers.splice(0)) await server.kill();
});

const sendJob = (server: TestServer, queue: string) =>
  server.run((strapi, name, { kernel: { kernel, transaction } }) => transaction(strapi, (tx) => kernel(strapi).jobs.send(tx, name, { data: {} })), queue);
const isDone = async (server: TestServer, queue: string) =>
  (await server.db.query('SELECT 1 FROM kernel_schedules WHERE name = $1', [`${queue} is done`])).rowCount === 1;

interface Ready {
  status: string;
  checks: object;
}
const ready = (server: TestServer) => server.http.get<Ready>('/health/ready');
const notReady = (server: TestServer) =>
  eventually(async () => {
    const found = await ready(server);
    return found.status === 503 && found;
  });

/** A request that is certainly being worked on when this resolves; its answer comes later. */
async function underWay(server: TestServer, ms: number) {
  const answer = server.http.get(`/slow/${ms}`).then(
    ({ status, body }) => ({ status, body }),
    () => 'cut' as const,
  );
  await eventually(async () => (await server.http.get<{ underWay: number }>('/under-way')).body.underWay === 1);
  return { answer };
}

/** Over a connection that is kept, as a balancer keeps them. */
const keptGet = (agent: http.Agent, url: string) =>
  new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get(url, { agent }, (response) => response.resume().on('end', () => resolve(response))).on('error', reject);
  });

describe('a server', () => {
  it('reports live and ready once it serves', async () => {
    const server = await start();
    const live = await server.http.get('/health/live');
    expect([live.status, live.body]).toEqual([200, { status: 'live' }]);
    const answer = await ready(server);
    expect([answer.status, answer.body]).toEqual([200, { status: 'ready', checks: { database: 'up', background: 'running' } }]);
  });

  it('that is told to stop reports draining at once, serves on for the delay, refuses new connections, finishes requests under way, and ends with 0', async () => {
    const server = await start({ setup, env: { DRAIN_DELAY_SECONDS: '1' } });
    const slow = await underWay(server, 2_500);
    const kept = new http.Agent({ keepAlive: true });
    await keptGet(kept, `${server.url}/health/live`);

    server.signal('SIGTERM');
    expect((await notReady(server)).body).toMatchObject({ status: 'draining', checks: { background: 'stopped' } });
    const during = await keptGet(kept, `${server.url}/under-way`);
    expect([during.statusCode, during.headers.connection]).toEqual([200, 'close']);

    await eventually(() => server.http.get('/health/live').then(() => false, (error: Error) => JSON.stringify(error.cause).includes('ECONNREFUSED')));
    expect(await slow.answer).toEqual({ status: 200, body: { isDone: true } });
    expect(await server.exited()).toBe(0);
  });

  it('answers what comes over a connection that was kept, after it takes no new ones', async () => {
    const server = await start({ env: { DRAIN_DELAY_SECONDS: '2' } });
    const kept = new http.Agent({ keepAlive: true });
    await keptGet(kept, `${server.url}/health/live`);
    server.signal('SIGTERM');
    await eventually(() => server.http.get('/health/live').then(() => false, (error: Error) => JSON.stringify(error.cause).includes('ECONNREFUSED')));
    const last = await keptGet(kept, `${server.url}/health/live`);
    expect([last.statusCode, last.headers.connection]).toEqual([200, 'close']);
    expect(await server.exited()).toBe(0);
  });

  it('lets a running job finish before it ends', async () => {
    const server = await start({ setup });
    await sendJob(server, 'test.slow');
    await eventually(async () => (await server.db.query("SELECT 1 FROM jobs.job WHERE name = 'test.slow' AND state = 'active'")).rowCount === 1);
    await server.stop();
    expect(await isDone(server, 'test.slow')).toBe(true);
  });

  it('cuts a request that outlives the time for draining', async () => {
    const server = await start({ setup, env: { DRAIN_TIMEOUT_SECONDS: '1' } });
    const endless = await underWay(server, 60_000);
    await server.stop();
    expect(await endless.answer).toBe('cut');
    expect(server.logs()).toContain('1 requests did not finish within 1000 ms');
  });
});

describe('a failure that nobody handles', () => {
  it('does not end the server when it is a rejected promise, and is logged', async () => {
    const server = await start();
    await server.run(() => void Promise.reject(new Error('forgotten promise')));
    await eventually(() => server.logs().includes('Error: forgotten promise'));
    expect((await ready(server)).status).toBe(200);
  });

  it('ends the server with 1 when it is an exception, after the requests under way', async () => {
    const server = await start({ setup });
    const slow = await underWay(server, 800);
    await server.run(() => void setImmediate(() => {
      throw new Error('thrown where nobody catches');
    }));
    expect(await slow.answer).toMatchObject({ status: 200 });
    expect(await server.exited()).toBe(1);
    expect(server.logs()).toContain('Error: thrown where nobody catches');
  });
});

describe('a PostgreSQL that goes away and comes back', () => {
  it('takes the server out of service and back, without ending it, and background work goes on', async () => {
    const database = await createTestDatabase();
    const cable = await startProxy(database.url);
    const server = await start({ setup, database: cable.url });
    const slow = await underWay(server, 300);
    await cable.cut();
    expect((await notReady(server)).body).toMatchObject({ status: 'unavailable', checks: { database: 'down' } });
    expect((await server.http.get('/health/live')).status).toBe(200);
    expect(await slow.answer).toMatchObject({ status: 503, body: { error: { code: 'KERNEL_UNAVAILABLE' } } });

    await cable.restore();
    await eventually(async () => (await ready(server)).status === 200);
    await sendJob(server, 'test.quick');
    await eventually(() => isDone(server, 'test.quick'), { timeoutMs: 20_000 });
    await server.stop();
  });

  it('may end every connection while a server works', async () => {
    const server = await start({ setup });
    await server.db.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
    await eventually(async () => (await server.http.get('/slow/0')).status === 200 && (await ready(server)).status === 200);
    await sendJob(server, 'test.quick');
    await eventually(() => isDone(server, 'test.quick'), { timeoutMs: 20_000 });
  });
});
