import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';

const alive = new Set<ChildProcess>();
process.on('exit', () => alive.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

export interface Child {
  readonly process: ChildProcess;
  /** What it has written lately. */
  tail(): string;
  readonly exited: Promise<unknown>;
  isRunning(): boolean;
  /** How it ended, and what it wrote last. */
  ending(): string;
}

const KEPT_CHARACTERS = 20_000;

export interface ChildOptions {
  /** The two can send messages to each other. */
  hasChannel?: boolean;
  /** Where everything that it writes is kept. */
  logFile?: string | undefined;
}

/** Starts a Node program that never outlives this one. */
export const startChild = (args: readonly string[], env: Readonly<Record<string, string>>, options?: ChildOptions): Child =>
  startProgram(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], env, options);

/** Starts any program that never outlives this one. */
export function startProgram(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, { hasChannel = false, logFile }: ChildOptions = {}): Child {
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', ...env },
    stdio: hasChannel ? ['pipe', 'pipe', 'pipe', 'ipc'] : ['pipe', 'pipe', 'pipe'],
  });
  alive.add(child);
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      written = (written + chunk.toString('utf8')).slice(-KEPT_CHARACTERS);
      if (logFile !== undefined) appendFileSync(logFile, chunk);
    });
  }
  const exited = once(child, 'close').then(() => alive.delete(child));
  return {
    process: child,
    tail: () => written,
    exited,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    ending: () => `${child.signalCode ?? `exit code ${child.exitCode}`}; it wrote last:\n${written}`,
  };
}
