import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FromHost, ToHost } from './host-protocol.ts';

export interface SpawnOptions {
  databaseUrl: string;
  /** 0 takes any free port. */
  port: number;
  env: Readonly<Record<string, string>>;
}

export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
  /** Sends the text of a function to the server and waits for what it returns. */
  call(source: string, args: unknown): Promise<unknown>;
  /** All that it has printed so far. */
  logs(): string;
  /** Asks it to stop as an operator would. @throws Error when it did not end well */
  stop(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  kill(): Promise<void>;
  /** Resolves with its exit code, or the signal that ended it. */
  readonly exited: Promise<number | NodeJS.Signals>;
}

/** A server on a busy machine; a fresh database takes it about 3 s on an idle one. */
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 40_000;

/** One a database: servers that share that share this. */
export const objectsFolder = (databaseUrl: string): string => path.join(tmpdir(), `mangrove-objects-${path.basename(new URL(databaseUrl).pathname)}`);

/** Half of a start is loading modules. Node keeps what it has compiled of them for the next server, and for the next run. */
const COMPILE_CACHE = path.resolve('node_modules/.cache/compiled');

/** What a server in a test is started with. Nothing of the developer's own settings gets in, not even from `.env`. */
const environment = ({ databaseUrl, port, env }: SpawnOptions): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  ...(process.env.TMPDIR !== undefined && { TMPDIR: process.env.TMPDIR }),
  NODE_ENV: 'test',
  NODE_COMPILE_CACHE: COMPILE_CACHE,
  ENV_PATH: '/dev/null',
  STRAPI_TELEMETRY_DISABLED: 'true',
  HOST: '127.0.0.1',
  PORT: String(port),
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  DATABASE_URL: databaseUrl,
  DATABASE_POOL_MAX: '10',
  STORAGE_FOLDER: objectsFolder(databaseUrl),
  DRAIN_TIMEOUT_SECONDS: '10',
  // Most tests pay more than a newcomer may; those about limits say so.
  KYC_LIMITS: 'false',
  ...env,
});

/** Starts the compiled server in a process of its own and waits until it listens. */
export async function spawnServer(options: SpawnOptions): Promise<ServerProcess> {
  const child = fork(path.resolve('tests/support/server-host.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: environment(options),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const exited = once(child, 'close').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals);
  const calls = answerCalls(child, exited, () => printed);
  const port = await ready(child, exited, () => printed);

  return {
    pid: child.pid ?? 0,
    port,
    call: calls.call,
    logs: () => printed,
    exited,
    signal: (signal) => void child.kill(signal),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      const ending = await exited;
      clearTimeout(timer);
      if (ending !== 0) throw new Error(`The server ended with ${ending} instead of 0. It printed:\n${printed}`);
    },
  };
}

async function ready(child: ChildProcess, exited: Promise<unknown>, printed: () => string): Promise<number> {
  const listening = new Promise<number>((resolve) => {
    child.on('message', (message: FromHost) => message.type === 'ready' && resolve(message.port));
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), START_TIMEOUT_MS)));
  const first = await Promise.race([listening, tooLate, exited.then((ending) => `it ended with ${String(ending)}`)]);
  clearTimeout(timer);
  if (typeof first === 'number') return first;
  child.kill('SIGKILL');
  throw new Error(`The server did not start: ${first === 'late' ? `not within ${START_TIMEOUT_MS} ms` : first}. It printed:\n${printed()}`);
}

function answerCalls(child: ChildProcess, exited: Promise<unknown>, printed: () => string) {
  let lastId = 0;
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  child.on('message', (message: FromHost) => {
    if (message.type === 'ready') return;
    const caller = open.get(message.id);
    open.delete(message.id);
    if (message.type === 'returned') caller?.resolve(message.value);
    else caller?.reject(Object.assign(new Error(message.error.message), message.error));
  });
  void exited.then((ending) => {
    for (const { reject } of open.values()) reject(new Error(`The server ended (${String(ending)}) before it answered. It printed:\n${printed()}`));
  });
  const call = (source: string, args: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      const message: ToHost = { id: (lastId += 1), source, args };
      open.set(message.id, { resolve, reject });
      child.send(message, (error) => error && reject(error));
    });
  return { call };
}
