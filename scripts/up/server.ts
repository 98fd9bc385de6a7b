import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../setup/failure.mjs';
import { inRoot } from '../setup/root.mjs';
import { startChild, type Child } from './child.ts';
import type { DataPaths } from './paths.ts';

/** Creating every table of a fresh database on a slow machine. */
const START_TIMEOUT_MS = 180_000;
const LINES_SHOWN = 25;

/** Starts the server and waits until it says that it is ready; its boot migrates and seeds. */
export async function startServer(
  url: string,
  env: Readonly<Record<string, string>>,
  paths: DataPaths,
  onStart: (child: Child) => void,
  onLine: (line: string) => void,
): Promise<void> {
  const child = startChild({
    name: 'server',
    args: [inRoot('node_modules', '@strapi', 'strapi', 'bin', 'strapi.js'), 'start'],
    env,
    log: `${paths.logs}/server.log`,
    onLine,
  });
  onStart(child);
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (child.isRunning() && Date.now() < deadline) {
    if (await isReady(url)) return;
    await delay(100);
  }
  if (child.isRunning()) throw new Failure(`The server is not ready after ${START_TIMEOUT_MS / 1_000} s. Its log: ${paths.logs}/server.log`);
  await child.exited;
  throw new Failure(reasonOf(child.tail()));
}

async function isReady(url: string): Promise<boolean> {
  try {
    const { status } = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    return status === 200;
  } catch {
    // Not listening yet, or busy with its boot.
    return false;
  }
}

/** Why it did not start: the list of wrong settings where that is the reason, else the end of what it printed. */
function reasonOf(lines: readonly string[]): string {
  const start = lines.findLastIndex((line) => line.includes('Mangrove cannot start with these settings:'));
  if (start === -1) return `The server did not start:\n${lines.slice(-LINES_SHOWN).join('\n')}`;
  const problems = lines.slice(start + 1);
  const end = problems.findIndex((line) => !/^ {2}[A-Z][A-Z0-9_]*: /.test(line));
  return ['Mangrove cannot start with these settings:', ...problems.slice(0, end === -1 ? problems.length : end)].join('\n');
}
