import { rmSync } from 'node:fs';
import type { Core } from '@strapi/strapi';
import pg from 'pg';
import { freePort } from '../../scripts/postgres/free-port.ts';
import { SETUP_VARIABLE } from './host-protocol.ts';
import { createHttpClient, type HttpClient } from './http-client.ts';
import { objectsFolder, spawnServer } from './server-process.ts';
import { stopAfterwards } from './stop-everything.ts';
import { createTestDatabase } from './test-databases.ts';

/** What a function that runs inside the server finds there besides Strapi. */
export interface RemoteModules {
  kernel: typeof import('#kernel');
  /** Any other module of the compiled server, e.g. `load<typeof import('#payments')>('#payments')`. */
  load<T>(name: string): T;
}

export interface ServerOptions {
  /** Settings beside those of every test server, e.g. `{ PAYSTACK_BASE_URL: sandbox.url }`. */
  env?: Readonly<Record<string, string>>;
  /** The address of a database that exists already, e.g. another server's, for two instances on one. */
  database?: string;
  /** `empty` begins without a table, as a new installation does. */
  from?: 'template' | 'empty';
  /** A port that was chosen before, e.g. because somebody was told the address already. */
  port?: number;
  /**
   * Runs inside every start of the server after plugins and recipes have registered and before anything works: the place
   * for readers of events, queues, handlers and routes of a test. Its text is sent, as with `run`.
   */
  setup?(strapi: Core.Strapi, modules: RemoteModules): void | Promise<void>;
}

export interface TestServer {
  readonly url: string;
  readonly databaseUrl: string;
  readonly http: HttpClient;
  /** Where this server keeps private files. */
  readonly objectsFolder: string;
  /** The server's database, for looking at it and for going around the code. */
  readonly db: pg.Pool;
  readonly pid: number;
  /**
   * Runs a function inside the server. Its text is sent, so it sees its arguments only, nothing from around it;
   * arguments and result go as JSON.
   *
   * @example await server.run((strapi, seconds, { kernel }) => kernel.clock.advanceSeconds(seconds), 3600);
   */
  run<Result, Args = undefined>(work: (strapi: Core.Strapi, args: Args, modules: RemoteModules) => Result | Promise<Result>, args?: Args): Promise<Result>;
  /** All that the server has printed since its last start. */
  logs(): string;
  /** As an operator stops it. @throws Error when it did not end well */
  stop(): Promise<void>;
  /** As a crash does. */
  kill(): Promise<void>;
  /** Starts it again at the same address and on the same data; other settings go on top. */
  restart(env?: Readonly<Record<string, string>>): Promise<void>;
  /** Sends a signal and does not wait. */
  signal(signal: NodeJS.Signals): void;
  /** How the running process ended: its exit code, or the signal. */
  exited(): Promise<number | NodeJS.Signals>;
}

/** Starts the compiled server on a database of its own, in about two seconds. It is stopped after the test file. */
export async function startServer({ env: settings = {}, database, from, port, setup }: ServerOptions = {}): Promise<TestServer> {
  const own = database === undefined ? await createTestDatabase(from) : undefined;
  const databaseUrl = database ?? own?.url ?? '';
  const env = setup ? { ...settings, [SETUP_VARIABLE]: asExpression(setup.toString()) } : settings;
  const spawn = { databaseUrl, port: port ?? (await freePort()), env };
  let server = await spawnServer(spawn);
  let isRunning = true;
  const db = new pg.Pool({ connectionString: databaseUrl, max: 4, application_name: 'mangrove test' });
  // A connection that dies while idle is a test's own doing; the next query opens another.
  db.on('error', () => undefined);

  const end = async (how: 'stop' | 'kill') => {
    if (!isRunning) return;
    isRunning = false;
    await server[how]();
  };
  stopAfterwards(async () => {
    await end('stop');
    await db.end();
    if (!own) return;
    await own.drop();
    rmSync(objectsFolder(own.url), { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    databaseUrl,
    objectsFolder: objectsFolder(databaseUrl),
    http: createHttpClient(() => url),
    db,
    get pid() {
      return server.pid;
    },
    run: (work, args) => server.call(work.toString(), args) as never,
    logs: () => server.logs(),
    stop: () => end('stop'),
    kill: () => end('kill'),
    async restart(more = {}) {
      await end('stop');
      server = await spawnServer({ ...spawn, env: { ...env, ...more } });
      isRunning = true;
    },
    signal: (signal) => server.signal(signal),
    exited: () => server.exited,
  };
}

/** The text of `setup() {}` is a method; only as a member of an object is it an expression. */
const asExpression = (source: string): string => (/^(async\s+)?setup\s*\(/.test(source) ? `({ ${source} }).setup` : source);
