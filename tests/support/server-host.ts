/**
 * Runs the compiled server in a process of its own, as `strapi start` does, and lets its parent run functions inside it.
 * It ends when its parent does.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import type { AddressInfo } from 'node:net';
import type { Core } from '@strapi/strapi';
import { SETUP_VARIABLE, type FromHost, type ToHost } from './host-protocol.ts';

const appDir = process.cwd();
// The same copies of everything that the compiled server requires.
const requireFromApp = createRequire(path.join(appDir, 'package.json'));
const { createStrapi } = requireFromApp('@strapi/strapi') as typeof import('@strapi/strapi');

const tell = (message: FromHost) => {
  if (process.connected) process.send?.(message);
};

type Remote = (strapi: Core.Strapi, args: unknown, modules: unknown) => unknown;
type Setup = (strapi: Core.Strapi, modules: unknown) => unknown;

const modules = { kernel: requireFromApp('#kernel') as unknown, load: (name: string): unknown => requireFromApp(name) };

/** A third of what a server in a test computed was hashing passwords as slowly as it should elsewhere. */
function hashPasswordsQuickly(): void {
  const ROUNDS = 4;
  const { password } = strapi.contentType('plugin::users-permissions.user').attributes;
  Object.assign(password as object, { encryption: { rounds: ROUNDS } });
  const { hash } = requireFromApp('bcryptjs') as { hash(password: string, rounds: number): Promise<string> };
  Object.assign(strapi.service('admin::auth') as object, { hashPassword: (text: string) => hash(text, ROUNDS) });
}

const strapi = createStrapi({ appDir, distDir: path.join(appDir, 'dist') });
const setup = process.env[SETUP_VARIABLE];
const bootstrap = strapi.bootstrap.bind(strapi);
strapi.bootstrap = async () => {
  hashPasswordsQuickly();
  if (setup !== undefined) await (runInThisContext(`(${setup})`) as Setup)(strapi, modules);
  return bootstrap();
};
await strapi.start();
const { port } = (strapi.server.httpServer as { address(): AddressInfo }).address();

async function run(message: ToHost) {
  try {
    const remote = runInThisContext(`(${message.source})`) as Remote;
    const value = await remote(strapi, message.args, modules);
    tell({ type: 'returned', id: message.id, value });
  } catch (error) {
    const { name = 'Error', message: text = String(error), stack, ...rest } = Object(error) as Error & Record<string, unknown>;
    tell({ type: 'threw', id: message.id, error: { ...jsonOnly(rest), name, message: text, stack } });
  }
}

const jsonOnly = (value: object) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

process.on('message', (message: ToHost) => void run(message));
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
tell({ type: 'ready', port });
