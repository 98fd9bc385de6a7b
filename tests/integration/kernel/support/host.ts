/**
 * Runs one server in a process of its own and does what its parent asks over IPC. A fixture module may add readers,
 * queues, handlers and routes between register() and bootstrap(), as a plugin would, and offers functions to call.
 */
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

type Fixture = Record<string, (strapi: object, ...args: unknown[]) => unknown>;
interface Call {
  id: number;
  name: string;
  args: unknown[];
}
interface Server {
  register(): Promise<unknown>;
  bootstrap(): Promise<unknown>;
  listen(): Promise<void>;
  server: { httpServer: { address(): AddressInfo } };
}

const require = createRequire(import.meta.url);
const { createStrapi } = require('@strapi/strapi') as { createStrapi(options: object): Server };
const fixture = process.env.FIXTURE ? ((await import(process.env.FIXTURE)) as Fixture) : {};

const strapi = createStrapi({ appDir: process.cwd(), distDir: `${process.cwd()}/dist` });
await strapi.register();
await fixture.setup?.(strapi);
await strapi.bootstrap();
(strapi as { isLoaded?: boolean }).isLoaded = true;
await strapi.listen();

process.on('message', (message: Call) => void answer(message));
process.send?.({ port: strapi.server.httpServer.address().port });

async function answer({ id, name, args }: Call): Promise<void> {
  try {
    const work = fixture[name];
    if (!work) throw new Error(`The fixture has no function "${name}".`);
    const value = await work(strapi, ...args);
    process.send?.({ id, value: value === undefined ? null : JSON.parse(JSON.stringify(value)) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}
