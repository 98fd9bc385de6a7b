import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { diskFull, tellsOfFullDisk } from '../setup/disk.mjs';
import { Failure } from '../setup/failure.mjs';
import { inRoot, root } from '../setup/root.mjs';
import { startChild, type Child } from './child.ts';
import type { DataPaths } from './paths.ts';

/** Creating every table of a fresh database on a slow machine. */
const START_TIMEOUT_MS = 180_000;
const LINES_SHOWN = 25;

export interface DatabaseInUse {
  url: string;
  /** In whose words a full disk is told: the folder of its data. */
  where: string;
  /** What PostgreSQL has said since this start, as far as its log lies here. */
  said(): string;
}

/** Starts the server and waits until it says that it is ready; its boot migrates and seeds. */
export async function startServer(
  url: string,
  env: Readonly<Record<string, string>>,
  paths: DataPaths,
  database: DatabaseInUse,
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
  const tail = child.tail();
  throw fullDiskIn(tail.join('\n'), database, paths) ?? new Failure(reasonOf(tail));
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

/** A full disk, PostgreSQL's or the server's own: they need not lie on the same one. */
function fullDiskIn(said: string, database: DatabaseInUse, paths: DataPaths): Failure | undefined {
  if (tellsOfFullDisk(database.said())) return diskFull(database.where, 'The server cannot start.');
  if (!tellsOfFullDisk(said)) return undefined;
  // A system call names its code, PostgreSQL only the words for it.
  return diskFull(/\bE(NOSPC|DQUOT)\b/.test(said) ? `${root} or ${path.dirname(paths.logs)}` : database.where, 'The server cannot start.');
}

/** Why it did not start: the list of wrong settings where that is the reason, else the end of what it printed. */
function reasonOf(lines: readonly string[]): string {
  const start = lines.findLastIndex((line) => line.includes('Mangrove cannot start with these settings:'));
  if (start === -1) return `The server did not start:\n${lines.slice(-LINES_SHOWN).join('\n')}`;
  const problems = lines.slice(start + 1);
  const end = problems.findIndex((line) => !/^ {2}[A-Z][A-Z0-9_]*: /.test(line));
  return ['Mangrove cannot start with these settings:', ...problems.slice(0, end === -1 ? problems.length : end)].join('\n');
}
