import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuSeconds, residentMegabytes } from './process-figures.ts';

export interface ServerOptions {
  name: string;
  /** Arguments of node. */
  args: string[];
  cwd: string;
  port: number;
  env: Record<string, string>;
  /** Answers 2xx once the server is ready. */
  readyPath: string;
  logFile: string;
}

export interface ServerProcess {
  name: string;
  pid: number;
  port: number;
  url: string;
  /** Stops its clock, so that its background work is no burden to another's turn. */
  freeze(): void;
  thaw(): void;
  residentMegabytes(): number;
  /** @throws Error with the end of its log when the server is gone. */
  assertAlive(): void;
  cpuSeconds(): number | undefined;
  /** The last lines that it wrote, for a message of failure. */
  logTail(): string;
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 40_000;

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a Node server on the Node that runs this, in production mode, and waits until it is ready. */
export async function startServer({ name, args, cwd, port, env, readyPath, logFile }: ServerOptions): Promise<ServerProcess> {
  const log = openSync(logFile, 'a');
  // The title is what `ps` shows.
  const child = spawn(process.execPath, [`--title=bench-${name.toLowerCase()}`, ...args], {
    cwd,
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', NODE_ENV: 'production', PORT: String(port), HOST: '127.0.0.1', ...env },
  });
  closeSync(log);
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => running.delete(child));
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${name} could not be started.`);
  const server: ServerProcess = {
    name,
    pid,
    port,
    url: `http://127.0.0.1:${port}`,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    assertAlive() {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${name} is gone (${child.signalCode ?? child.exitCode}):\n${server.logTail()}`);
    },
    residentMegabytes() {
      server.assertAlive();
      return residentMegabytes(pid);
    },
    cpuSeconds: () => cpuSeconds(pid),
    logTail: () => readFileSync(logFile, 'utf8').split('\n').slice(-20).join('\n'),
    async stop() {
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(patience);
    },
  };
  await ready(server, child, readyPath);
  return server;
}

async function ready(server: ServerProcess, child: ChildProcess, readyPath: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await answers(`${server.url}${readyPath}`))) {
    if (child.exitCode !== null) throw new Error(`${server.name} ended before it was ready:\n${server.logTail()}`);
    if (Date.now() > deadline) throw new Error(`${server.name} was not ready within ${READY_TIMEOUT_MS / 1_000} s:\n${server.logTail()}`);
    await pause(100);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch (error) {
    // A refused connection: not listening yet.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
