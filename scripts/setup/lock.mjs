import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identify } from './process-identity.mjs';

/** @typedef {import('./process-identity.mjs').ProcessIdentity} ProcessIdentity */

/**
 * Takes a lock file, or says who holds it. A lock whose holder is gone is taken over, so a crash leaves nothing to clean up.
 *
 * @param {string} file
 * @returns {{ release: () => void } | { holder: ProcessIdentity }}
 */
export function tryLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  const own = identify(process.pid);
  // Written first and linked then: nobody ever reads a lock file that is half written.
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, JSON.stringify(own), { mode: 0o644 });
    for (;;) {
      if (linked(draft, file)) return { release: () => rmSync(file, { force: true }) };
      const holder = holderOf(file) ?? clearStale(file, `${draft}.stale`);
      if (holder) return { holder };
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Runs `work` while no other process does: two commands started together must not install or build into each other.
 *
 * @template T
 * @param {string} file
 * @param {(holder: ProcessIdentity) => void} onWait
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, onWait, work) {
  let taken = tryLock(file);
  while ('holder' in taken) {
    onWait(taken.holder);
    await delay(500);
    taken = tryLock(file);
  }
  try {
    return await work();
  } finally {
    taken.release();
  }
}

/** @param {string} from @param {string} to */
function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Takes a dead process's lock away. Moving it aside before looking again keeps two that do this at once from removing
 * the lock that one of them has just taken.
 *
 * @param {string} file
 * @param {string} aside
 * @returns {ProcessIdentity | undefined} the holder, when the lock had been taken over in the meantime
 */
function clearStale(file, aside) {
  try {
    renameSync(file, aside);
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const holder = holderOf(aside);
  if (holder) linked(aside, file);
  rmSync(aside, { force: true });
  return holder;
}

/**
 * The living process that holds a lock.
 * @param {string} file
 * @returns {ProcessIdentity | undefined}
 */
export function holderOf(file) {
  try {
    const written = JSON.parse(readFileSync(file, 'utf8'));
    const found = identify(written.pid);
    return found && found.startedAt === written.startedAt ? found : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
