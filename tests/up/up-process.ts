import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { UpReport } from '../../scripts/up/report.ts';
import { eventually } from '../support/eventually.ts';
import { stopAfterwards } from '../support/stop-everything.ts';

/** A data folder of its own, with a blank in its path; removed after the test file. */
export function createDataFolder({ isOpen = true } = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mangrove up '));
  // PostgreSQL's own user passes through it; a temporary folder is closed to everybody else at first.
  if (isOpen) chmodSync(folder, 0o711);
  stopAfterwards(async () => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, 'data');
}

/** Any free port each, and nothing of the developer's own set-up. */
const anyPorts = { PORT: '0', SANDBOX_PORT: '0', MAIL_SMTP_PORT: '0', MAIL_HTTP_PORT: '0', MAIL_INCOMING_PORT: '0', POSTGRES_PORT: '0' };
const nothingSet = { DATABASE_URL: '', PAYSTACK_BASE_URL: '', PAYSTACK_SECRET_KEY: '', SMTP_HOST: '', NODE_ENV: '', HOST: '', DATA_DIR: '', NODE_OPTIONS: '' };

export interface UpProcess {
  readonly pid: number;
  output(): string;
  /** Waits for up.json, or fails with what was printed when it ends before. */
  ready(): Promise<UpReport>;
  report(): UpReport | undefined;
  signal(signal: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it. */
  readonly exited: Promise<number | NodeJS.Signals>;
}

/** Runs `npm run up`'s script, or another of `scripts/`, as a person would. */
export function startUp(dataDir: string, env: Readonly<Record<string, string>> = {}, script = 'up.mjs'): UpProcess {
  const child = spawn(process.execPath, [path.resolve('scripts', script)], {
    env: { ...process.env, ...nothingSet, ...anyPorts, DATA_DIR: dataDir, CI: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const exited = once(child, 'close').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals);
  stopAfterwards(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  const upFile = path.join(dataDir, 'up.json');
  const report = () => (existsSync(upFile) ? (JSON.parse(readFileSync(upFile, 'utf8')) as UpReport) : undefined);
  return {
    pid: child.pid ?? 0,
    output: () => printed,
    exited,
    report,
    signal: (signal) => void child.kill(signal),
    async ready() {
      const ended = exited.then((ending): never => {
        throw new Error(`It ended with ${ending} before it was ready:\n${printed}`);
      });
      return Promise.race([ended, eventually(() => (printed.includes('Mangrove is up') ? report() : undefined), { timeoutMs: 60_000 })]);
    },
  };
}

/** What a script prints that ends by itself. */
export async function runToEnd(dataDir: string, env: Readonly<Record<string, string>> = {}, script = 'up.mjs'): Promise<{ code: number | NodeJS.Signals; output: string }> {
  const run = startUp(dataDir, env, script);
  return { code: await run.exited, output: run.output() };
}

/** The processes that a running `up` has started, PostgreSQL's included. */
export function startedProcesses(dataDir: string): number[] {
  const children = (JSON.parse(readFileSync(path.join(dataDir, 'children.json'), 'utf8')) as { pid: number }[]).map(({ pid }) => pid);
  return [...children, postgresPid(dataDir)];
}

export const postgresPid = (dataDir: string): number => Number(readFileSync(path.join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that has ended stays in the table until its parent, here possibly nobody's, has looked.
    return !existsSync('/proc') || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
