import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../setup/failure.mjs';
import { identify } from '../setup/process-identity.mjs';

/** PostgreSQL leaves within this time when asked to be fast; a crashed one's children notice its death sooner. */
const PATIENCE_MS = 15_000;

/**
 * Clears what a crashed run left in a data folder: an orphaned PostgreSQL is stopped, a lock file without its process
 * removed. A foreign process is never touched, even when it got the same number.
 */
export async function clearLeftovers(data: string): Promise<void> {
  const lockFile = path.join(data, 'postmaster.pid');
  if (existsSync(lockFile)) {
    const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
    if (isPostgresOf(pid, data)) {
      process.kill(pid, 'SIGINT');
      await until(() => !isPostgresOf(pid, data), `An earlier PostgreSQL (process ${pid}) still runs on ${data} and does not stop. Stop it and try again.`);
    }
    rmSync(lockFile, { force: true });
  }
  // A postmaster that was killed outright leaves children that hold on to its shared memory for a moment.
  await until(() => orphans(data).length === 0, `Processes of an earlier PostgreSQL still use ${data}: ${orphans(data).join(', ')}. Stop them and try again.`);
}

/** Our own postmaster is started as `postgres -D <data> …`, so the folder on its command line is its identity. */
function isPostgresOf(pid: number, data: string): boolean {
  const found = identify(pid);
  return found !== undefined && /\bpostgres\b/.test(found.command) && found.command.includes(`-D ${data} `);
}

/** Processes whose working folder is the data folder, which is where PostgreSQL works. Linux only: macOS does not tell. */
function orphans(data: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && identify(Number(name))?.command.startsWith('postgres: ') === true)
    .map(Number)
    .filter((pid) => worksIn(pid, data));
}

function worksIn(pid: number, data: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch {
    // Gone in the meantime, or another user's: not one that we started.
    return false;
  }
}

async function until(isDone: () => boolean, failure: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!isDone()) {
    if (Date.now() > deadline) throw new Failure(failure);
    await delay(50);
  }
}
