import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { eventually } from '../support/index.ts';
import { createDataFolder, isAlive, postgresPid, runToEnd, startedProcesses, startUp } from './up-process.ts';

const statusOf = async (url: string) => (await fetch(url)).status;

// Each `up` starts four processes, on a machine that may be busy with other tests.
jest.setTimeout(150_000);

describe('npm run up', () => {
  it('starts everything, says where it is, and stops all of it at Ctrl-C', async () => {
    const dataDir = createDataFolder();
    const up = startUp(dataDir);
    const report = await up.ready();

    expect(await statusOf(`${report.admin}`)).toBe(200);
    expect(await statusOf(`${report.sandbox.control}/health`)).toBe(200);
    expect(await statusOf(`${report.mail.url}`)).toBe(200);
    const client = new pg.Client(report.database.url);
    await client.connect();
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.end();
    for (const address of [report.api, report.admin, report.sandbox.paystack, report.mail.url, report.demo.password, ...report.demo.logins.map(({ email }) => email)]) {
      expect(up.output()).toContain(address);
    }
    expect(statSync(path.join(dataDir, 'up.json')).mode & 0o077).toBe(0);
    expect(statSync(path.join(dataDir, 'postgres', 'password')).mode & 0o077).toBe(0);

    const second = await runToEnd(dataDir);
    expect(second.code).toBe(1);
    expect(second.output).toContain(`Mangrove runs here already: ${report.url}`);
    const reset = await runToEnd(dataDir, {}, 'reset.mjs');
    expect(reset.code).toBe(1);

    const started = startedProcesses(dataDir);
    const askedMs = performance.now();
    up.signal('SIGINT');
    expect(await up.exited).toBe(0);
    expect(performance.now() - askedMs).toBeLessThan(15_000);
    expect(up.report()).toBeUndefined();
    expect(started.filter(isAlive)).toEqual([]);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('stops at %s during the start as well', async (signal) => {
    const dataDir = createDataFolder();
    const up = startUp(dataDir);
    await eventually(() => up.output().includes('✓ PostgreSQL'), { timeoutMs: 30_000 });
    up.signal(signal);
    expect(await up.exited).toBe(0);
    expect(up.report()).toBeUndefined();
    await eventually(() => !existsSync(path.join(dataDir, 'postgres', 'data', 'postmaster.pid')));
  });

  it('starts again after everything was killed, on the same data', async () => {
    const dataDir = createDataFolder();
    const first = startUp(dataDir);
    const before = await first.ready();
    const client = new pg.Client(before.database.url);
    await client.connect();
    await client.query("create table witness as select 'still here' as said");
    await client.end();

    const [server = 0] = startedProcesses(dataDir).slice(-2);
    process.kill(before.pid, 'SIGKILL');
    first.signal('SIGKILL');
    await first.exited;
    const again = startUp(dataDir);
    const after = await again.ready();
    expect(isAlive(server)).toBe(false);

    // Now the guardian goes first, so that PostgreSQL is left without anybody who would stop it.
    const orphan = postgresPid(dataDir);
    process.kill(guardianOf(orphan), 'SIGKILL');
    process.kill(after.pid, 'SIGKILL');
    again.signal('SIGKILL');
    await again.exited;
    expect(isAlive(orphan)).toBe(true);
    const third = await startUp(dataDir).ready();
    expect(isAlive(orphan)).toBe(false);
    const survivor = new pg.Client(third.database.url);
    await survivor.connect();
    expect((await survivor.query('select said from witness')).rows).toEqual([{ said: 'still here' }]);
    await survivor.end();
  });

  it('begins anew where the creation of the database was cut off', async () => {
    const dataDir = createDataFolder();
    mkdirSync(path.join(dataDir, 'postgres.partial', 'data'), { recursive: true });
    writeFileSync(path.join(dataDir, 'postgres.partial', 'data', 'PG_VERSION'), '18');
    await startUp(dataDir).ready();
    expect(existsSync(path.join(dataDir, 'postgres.partial'))).toBe(false);
  });

  it('keeps the database elsewhere where PostgreSQL cannot reach the folder, and says so', async () => {
    const isRoot = process.getuid?.() === 0;
    const dataDir = createDataFolder({ isOpen: false });
    const up = startUp(dataDir);
    await up.ready();
    expect(up.output().includes('its data lie in ')).toBe(isRoot);
    up.signal('SIGTERM');
    await up.exited;
    const { output } = await runToEnd(dataDir, {}, 'reset.mjs');
    const removed = output.split('\n').map((line) => line.trim()).find((line) => line.endsWith('/postgres')) ?? '';
    expect(removed.startsWith(dataDir)).toBe(!isRoot);
    expect(existsSync(path.dirname(removed))).toBe(!isRoot);
  });

  it('stops the rest and fails when one of its processes ends by itself', async () => {
    const dataDir = createDataFolder();
    const up = startUp(dataDir);
    await up.ready();
    process.kill(postgresPid(dataDir), 'SIGQUIT');
    expect(await up.exited).toBe(1);
    expect(up.output()).toContain('The PostgreSQL ended by itself');
  });

  it('starts no stand-in for what is set, and takes mail for the product, which nobody else hands over', async () => {
    const up = startUp(createDataFolder(), { PAYSTACK_BASE_URL: 'http://127.0.0.1:9', SMTP_HOST: '127.0.0.1' });
    const report = await up.ready();
    expect(report.sandbox).toEqual({});
    expect(report.mail).toEqual({ incoming: { host: '127.0.0.1', port: expect.any(Number) } });
  });
});

describe('npm run up, refused', () => {
  const refused = async (env: Record<string, string>, dataDir = createDataFolder()) => {
    const { code, output } = await runToEnd(dataDir, env);
    expect(code).toBe(1);
    expect(output).not.toMatch(/^\s+at .*:\d+:\d+/m);
    return output;
  };

  it.each(['PORT', 'SANDBOX_PORT', 'MAIL_SMTP_PORT', 'MAIL_HTTP_PORT', 'MAIL_INCOMING_PORT', 'POSTGRES_PORT'])('names the taken port and the setting %s that moves it', async (setting) => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as { port: number };
    const output = await refused({ [setting]: String(port) });
    squatter.close();
    expect(output).toMatch(new RegExp(`Port ${port} for .* is taken.*${setting}`));
    if (process.platform === 'linux') expect(output).toContain(`process ${process.pid}`);
  });

  it('shows a wrong setting as the server words it', async () => {
    expect(await refused({ TRUST_PROXY: 'many' })).toContain('TRUST_PROXY: found "many"; expected a whole number from 0 to 10');
  });

  it('says what a port looks like', async () => {
    expect(await refused({ PORT: 'eighty' })).toContain('PORT is "eighty"; expected a port');
  });

  it('does not give two parts one port', async () => {
    expect(await refused({ MAIL_SMTP_PORT: '21099', MAIL_HTTP_PORT: '21099' })).toContain('are both 21099');
  });

  it('says that the given database does not answer, without its password', async () => {
    const output = await refused({ DATABASE_URL: 'postgres://someone:hush-hush@127.0.0.1:9/none' });
    expect(output).toContain('DATABASE_URL leads to no database that answers');
    expect(output).not.toContain('hush-hush');
  });

  it('refuses the data of another PostgreSQL', async () => {
    const dataDir = createDataFolder();
    mkdirSync(path.join(dataDir, 'postgres', 'data'), { recursive: true });
    writeFileSync(path.join(dataDir, 'postgres', 'data', 'PG_VERSION'), '14\n');
    expect(await refused({}, dataDir)).toContain('holds the data of PostgreSQL 14');
  });

  it('is for development', async () => {
    expect(await refused({ NODE_ENV: 'production' })).toContain('NODE_ENV is "production"');
  });
});

it('npm run reset removes the data, and nothing else', async () => {
  const dataDir = createDataFolder();
  const up = startUp(dataDir);
  await up.ready();
  up.signal('SIGTERM');
  await up.exited;
  writeFileSync(path.join(dataDir, 'notes.txt'), 'mine');
  const { code, output } = await runToEnd(dataDir, {}, 'reset.mjs');
  expect(code).toBe(0);
  expect(output).toContain(path.join(dataDir, 'postgres'));
  expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false);
  expect(existsSync(path.join(dataDir, 'notes.txt'))).toBe(true);
});

const guardianOf = (postgres: number) => {
  const parent = Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(postgres)], { encoding: 'utf8' }));
  expect(execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(parent)], { encoding: 'utf8' })).toContain('guardian');
  return parent;
};
