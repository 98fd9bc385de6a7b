import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { listenOn } from './http/listen.ts';

interface Ready {
  readonly ready: boolean;
  readonly paystack: string;
  readonly control: string;
  readonly smtp: { host: string; port: number };
  readonly mail: string;
}

const freePorts = { SANDBOX_PORT: '0', MAIL_SMTP_PORT: '0', MAIL_HTTP_PORT: '0' };

describe('the command line', () => {
  const running = new Set<ChildProcess>();
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL');
    running.clear();
  });

  function start(environment: Record<string, string>) {
    // The tests run from the project's root, as every npm script does.
    const child = spawn(process.execPath, [join(process.cwd(), 'sandbox', 'main.ts')], { env: { PATH: process.env['PATH'], ...environment } });
    running.add(child);
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => { output.stdout += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { output.stderr += chunk.toString(); });
    const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }));
    return { child, ended };
  }

  async function startReady(environment: Record<string, string>) {
    const { child, ended } = start({ ...freePorts, ...environment });
    const [line] = await Promise.race([once(child.stdout, 'data'), ended.then((end) => Promise.reject(new Error(end.stderr)))]) as [Buffer];
    return { child, ended, ready: JSON.parse(line.toString()) as Ready };
  }

  it('says in one line of JSON where everything listens', async () => {
    const { ready } = await startReady({ PAYSTACK_SECRET_KEY: 'sk_test_cli' });
    expect(ready).toEqual({
      ready: true, paystack: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), control: `${ready.paystack}/_control`,
      smtp: { host: '127.0.0.1', port: expect.any(Number) }, mail: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
    expect((await fetch(`${ready.control}/health`)).status).toBe(200);
    expect((await fetch(`${ready.mail}/health`)).status).toBe(200);
    expect((await fetch(`${ready.paystack}/balance`, { headers: { authorization: 'Bearer sk_test_cli' } })).status).toBe(200);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends within a second on %s, open connections or not', async (signal) => {
    const { child, ended, ready } = await startReady({});
    await fetch(`${ready.control}/faults`, { method: 'PUT', body: JSON.stringify([{ mode: 'timeout' }]) });
    const hanging = fetch(`${ready.paystack}/balance`).then(() => 'answered', () => 'cut off');
    const startedAt = performance.now();
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(await hanging).toBe('cut off');
  });

  it('ends with its parent where asked to', async () => {
    const { child, ended } = await startReady({ SANDBOX_EXIT_WITH_PARENT: '1' });
    child.stdin.destroy();
    expect(await ended).toMatchObject({ code: 0 });
  });

  it.each(['SANDBOX_PORT', 'MAIL_SMTP_PORT', 'MAIL_HTTP_PORT'])('says in one sentence that the port in %s is taken', async (name) => {
    const occupant = createServer();
    const port = await listenOn(occupant, 'The occupant', 0, '127.0.0.1');
    const { code, stderr, stdout } = await start({ ...freePorts, [name]: String(port) }).ended;
    occupant.close();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`^The sandbox does not start: .* cannot listen on 127\\.0\\.0\\.1:${port}: the port is already in use\\..*\\n$`));
  });

  it('names a wrong setting, but never the value of a secret', async () => {
    const { code, stderr } = await start({ SANDBOX_PORT: 'many', PAYSTACK_SECRET_KEY: 'hunter2' }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('SANDBOX_PORT is "many", expected a port number');
    expect(stderr).toContain('PAYSTACK_SECRET_KEY is another value, expected a secret key');
    expect(stderr).not.toContain('hunter2');
  });
});
