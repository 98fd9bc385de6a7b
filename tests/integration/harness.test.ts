import { createUser, eventually, startMailCatcher, startServer, startServerWithSandbox, type TestServer } from '../support/index.ts';

describe('a server in a test', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });

  it('answers over HTTP', async () => {
    const answer = await server.http.get('/_health');
    expect(answer.status).toBe(204);
  });

  it('refuses with the one envelope', async () => {
    const answer = await server.http.get('/api/nothing-here');
    expect(answer.status).toBe(404);
    expect(answer.body.error.code).toBe('KERNEL_NOT_FOUND');
  });

  it('works on a database of its own, which the template has migrated', async () => {
    const { rows } = await server.db.query<{ name: string }>('select current_database() as name');
    expect(rows[0]?.name).toMatch(/^test_/);
    const tables = await server.db.query("select 1 from information_schema.tables where table_name = 'domain_events'");
    expect(tables.rowCount).toBe(1);
  });

  it('runs a function inside the server, which can move the clock there', async () => {
    const before = await server.run((_strapi, _args, { kernel }) => kernel.clock.now().getTime());
    const after = await server.run((_strapi, seconds: number, { kernel }) => {
      kernel.clock.advanceSeconds(seconds);
      return kernel.clock.now().getTime();
    }, 3_600);
    expect(after - before).toBeGreaterThanOrEqual(3_600_000);
  });

  it('hands an exception of such a function to the test, with its details', async () => {
    const failing = server.run(() => {
      throw Object.assign(new Error('The tide is out.'), { code: 'LOW_TIDE' });
    });
    await expect(failing).rejects.toMatchObject({ message: 'The tide is out.', code: 'LOW_TIDE' });
  });

  it('registers users who can sign in', async () => {
    const user = await createUser(server);
    const me = await user.http.get<{ email: string }>('/api/users/me');
    expect(me.status).toBe(200);
    expect(me.body.email).toBe(user.email);
  });

  it('keeps its data and its address over a restart and a crash', async () => {
    await server.db.query('create table witness (said text)');
    const { url, pid } = server;
    await server.restart();
    await server.kill();
    await expect(server.http.get('/_health')).rejects.toThrow();
    await server.restart();
    expect(server.url).toBe(url);
    expect(server.pid).not.toBe(pid);
    expect((await server.http.get('/_health')).status).toBe(204);
    await expect(server.db.query('select * from witness')).resolves.toMatchObject({ rowCount: 0 });
  });
});

describe('what stands in for the outside', () => {
  it('is a Paystack that the server knows and that knows the server', async () => {
    const { server, sandbox } = await startServerWithSandbox();
    const told = await server.run(() => process.env.PAYSTACK_BASE_URL);
    expect(told).toBe(sandbox.url);
    const answer = await fetch(`${sandbox.url}/balance`, { headers: { authorization: `Bearer ${sandbox.secretKey}` } });
    expect(answer.status).toBe(200);
  });

  it('is a mail catcher', async () => {
    const mail = await startMailCatcher();
    expect(Number(mail.env.SMTP_PORT)).toBeGreaterThan(0);
    expect(mail.mailbox.list()).toEqual([]);
  });
});

describe('waiting for a condition', () => {
  it('hands out what came true at last', async () => {
    let asked = 0;
    await expect(eventually(() => (asked += 1) > 3 && asked, { intervalMs: 1 })).resolves.toBe(4);
  });

  it('fails with the last complaint', async () => {
    const never = eventually(() => expect(1).toBe(2), { timeoutMs: 20, intervalMs: 5 });
    await expect(never).rejects.toThrow(/Not within 20 ms: .*toBe/s);
  });
});
