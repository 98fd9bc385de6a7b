import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../scripts/postgres/free-port.ts';
import { commandOf, readFinalStage } from '../support/dockerfile.ts';
import { createTestDatabase, eventually, stopAfterwards } from '../support/index.ts';

interface CataloguedSetting {
  name: string;
  development?: string;
  fallback?: string;
  isSecret: boolean;
  isOptional: boolean;
}

const image = readFinalStage('Dockerfile');
const command = commandOf(image.instruction('CMD'));
const catalogue = JSON.parse(execFileSync(process.execPath, ['scripts/setup/settings-catalogue.cjs'], { encoding: 'utf8' })) as CataloguedSetting[];
const required = catalogue.filter(({ fallback, isOptional }) => fallback === undefined && !isOptional);

/** The files of the image in a folder of their own. The packages are linked: they are too many to copy. */
function assemble(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mangrove-image-'));
  stopAfterwards(async () => rmSync(folder, { recursive: true, force: true }));
  for (const { sources, target } of image.copied) {
    for (const source of sources) {
      const from = path.resolve(source.replace(/^\/app\//, ''));
      const isInto = target.endsWith('/') || sources.length > 1;
      const to = path.join(folder, target, isInto ? path.basename(from) : '');
      mkdirSync(path.dirname(to), { recursive: true });
      if (path.basename(from) === 'node_modules') symlinkSync(from, to);
      else cpSync(from, to, { recursive: true });
    }
  }
  return folder;
}

const bare = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' };

/** What an operator fills in: fresh secrets, and the addresses of the outside. */
const production = (databaseUrl: string, port: number): Record<string, string> => ({
  ...bare,
  ...Object.fromEntries(required.map(({ name, isSecret, development }) => [name, isSecret && !name.startsWith('PAYSTACK_') ? randomBytes(32).toString('base64') : (development ?? '')])),
  DATABASE_URL: databaseUrl,
  KYC_MALWARE_SCAN: 'off',
  HOST: '127.0.0.1',
  PORT: String(port),
});

const start = (cwd: string, env: Record<string, string>) => {
  const child = spawn(process.execPath, command.slice(1), { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  stopAfterwards(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return { child, exited, printed: () => printed };
};

describe('the production image', () => {
  it('serves API and admin panel from nothing but its own files, on an empty database', async () => {
    const database = await createTestDatabase('empty');
    stopAfterwards(database.drop);
    const port = await freePort();
    const env = production(database.url, port);
    const server = start(assemble(), env);

    const healthcheck = commandOf(image.instruction('HEALTHCHECK'));
    await eventually(
      () => {
        if (server.child.exitCode !== null) throw new Error(server.printed());
        return spawnSync(process.execPath, healthcheck.slice(1), { env }).status === 0;
      },
      { timeoutMs: 50_000, intervalMs: 250 },
    );
    expect((await fetch(`http://127.0.0.1:${port}/admin`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/api/nothing-here`)).status).toBe(404);

    server.child.kill('SIGTERM');
    expect(await server.exited).toBe(0);
    expect(spawnSync(process.execPath, healthcheck.slice(1), { env }).status).toBe(1);
  });

  it('refuses to start without its secrets, and names each that is missing', async () => {
    const server = start(assemble(), bare);
    expect(await server.exited).not.toBe(0);
    for (const { name } of required) expect(server.printed()).toContain(`${name}: found nothing; expected`);
  });

  it('refuses to start when one is missing', async () => {
    const { JWT_SECRET: _left, ...env } = production('postgres://nobody@127.0.0.1:9/none', 0);
    const server = start(assemble(), env);
    expect(await server.exited).not.toBe(0);
    expect(server.printed()).toContain('JWT_SECRET: found nothing');
    expect(server.printed()).not.toContain('AUDIT_KEY');
  });

  it('runs as an ordinary user', () => {
    expect(image.instruction('USER')).toBe('node');
  });

  it('holds every plugin, and nothing that the context leaves out', () => {
    const plugins = readdirSync('plugins').filter((name) => existsSync(`plugins/${name}/package.json`));
    const sources = image.copied.flatMap(({ from, sources: own }) => (from === undefined ? own : []));
    expect(sources).toEqual(expect.arrayContaining(plugins.map((name) => `plugins/${name}/package.json`)));
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n').filter(Boolean);
    expect(sources.filter((source) => ignored.includes(source))).toEqual([]);
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.data', 'node_modules', '.git']));
  });
});
