import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const folder = path.join(process.cwd(), 'tests/integration/kernel');

export interface KernelServer {
  url: string;
  pid: number;
  /** Calls a function of the fixture inside the server. */
  call<T = unknown>(name: string, ...args: unknown[]): Promise<T>;
  /** Everything that it has printed so far. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  /** Settles when the process has ended. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Ends it the orderly way. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

const running = new Set<KernelServer>();

/** Boots a server on `databaseUrl`; `fixture` is the name of a module in fixtures/. */
export async function startKernelServer(databaseUrl: string, fixture?: string, env: Record<string, string> = {}): Promise<KernelServer> {
  const child = fork(path.join(folder, 'support/host.ts'), [], {
    execPath: process.execPath,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'test',
      NODE_NO_WARNINGS: '1',
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      STRAPI_TELEMETRY_DISABLED: 'true',
      ...(fixture ? { FIXTURE: path.join(folder, 'fixtures', `${fixture}.ts`) } : {}),
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = (once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>).then(([code, signal]) => ({ code, signal }));
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: { port?: number; id?: number; value?: unknown; error?: string }) => {
      if (message.port !== undefined) resolve(message.port);
      else if (message.error !== undefined) waiting.get(message.id ?? 0)?.reject(new Error(message.error));
      else waiting.get(message.id ?? 0)?.resolve(message.value);
    });
    void ended.then(({ code, signal }) => {
      const gone = new Error(`The server ended (${code ?? signal}).\n${output}`);
      for (const { reject: fail } of waiting.values()) fail(gone);
      reject(gone);
    });
  });
  const server: KernelServer = {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    call: <T>(name: string, ...args: unknown[]) =>
      new Promise<T>((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve: resolve as (value: unknown) => void, reject });
        child.send({ id: lastId, name, args });
      }),
    output: () => output,
    signal: (name) => void child.kill(name),
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      running.delete(server);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
      running.delete(server);
    },
  };
  running.add(server);
  return server;
}

/** For `afterAll`: no process may outlive its test file. */
export const stopServers = async (): Promise<void> => {
  await Promise.all([...running].map((server) => server.kill()));
};
