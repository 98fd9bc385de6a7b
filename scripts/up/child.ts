import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { identify, type ProcessIdentity } from '../setup/process-identity.mjs';
import { pinnedNode, root } from '../setup/root.mjs';

export interface ChildOptions {
  name: string;
  /** Arguments of the pinned Node. */
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** All that it prints is kept there, from this start on. */
  log: string;
  onLine?: (line: string) => void;
}

export interface Child {
  readonly name: string;
  readonly identity: ProcessIdentity | undefined;
  /** The last lines that it printed. */
  tail(): string[];
  /** How it ended. */
  readonly exited: Promise<string>;
  isRunning(): boolean;
  /** Asks it to stop, and ends it when it has not done so in time. */
  stop(timeoutMs: number): Promise<void>;
  kill(): void;
}

const LINES_KEPT = 300;

/**
 * Starts a Node process in a process group of its own: Ctrl-C in the terminal reaches `up` alone, which then stops
 * everything in the right order.
 */
export function startChild({ name, args, env, log, onLine }: ChildOptions): Child {
  mkdirSync(path.dirname(log), { recursive: true });
  const file = createWriteStream(log, { flags: 'w', mode: 0o600 });
  // A full disk must not end `up` while it is watching; the lines are still shown.
  file.on('error', (error) => lines.push(`(the log ${log} cannot be written: ${error.message})`));
  const lines: string[] = [];
  const child = spawn(pinnedNode, ['--disable-warning=ExperimentalWarning', '--import', path.join(import.meta.dirname, 'exit-with-parent.mjs'), ...args], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.on('data', (chunk: Buffer) => {
      if (file.writable) file.write(chunk);
      const parts = (rest + chunk.toString('utf8')).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        onLine?.(line);
      }
      lines.splice(0, lines.length - LINES_KEPT);
    });
  }
  const exited = once(child, 'close').then(([code, signal]) => {
    file.end();
    return signal === null ? `exit code ${String(code)}` : `the signal ${String(signal)}`;
  });
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  return {
    name,
    identity: child.pid === undefined ? undefined : identify(child.pid),
    tail: () => [...lines],
    exited,
    isRunning,
    async stop(timeoutMs) {
      if (!isRunning()) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
      await exited;
      clearTimeout(timer);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
