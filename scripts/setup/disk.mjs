import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from './failure.mjs';

const MEBIBYTE = 1024 * 1024;

/**
 * Refuses to begin what would fill the disk halfway.
 *
 * @param {string} folder Where it is written; need not exist yet.
 * @param {number} mebibytes
 * @param {string} purpose As in "Installing the packages".
 */
export async function requireFreeSpace(folder, mebibytes, purpose) {
  let existing = folder;
  while (!existsSync(existing)) existing = path.dirname(existing);
  const { bavail, bsize } = await statfs(existing);
  const free = Math.floor((bavail * bsize) / MEBIBYTE);
  if (free < mebibytes) {
    throw new Failure(`${purpose} needs about ${mebibytes} MiB of disk space below ${folder}, and ${free} MiB are free. Make room and run the same command again.`);
  }
}

/**
 * How the system (ENOSPC, a user's quota EDQUOT), PostgreSQL and the commands that are run here say that nothing more can
 * be written. 53100 is PostgreSQL's `disk_full` (its manual, appendix A).
 */
const FULL_DISK = /\bENOSPC\b|\bEDQUOT\b|No space left on device|Disk quota exceeded|\bcode[=: ]+'?53100\b/i;

/**
 * Whether a text, such as the end of a log, or an error speaks of a full disk.
 * @param {unknown} said
 */
export function tellsOfFullDisk(said) {
  if (typeof said === 'string') return FULL_DISK.test(said);
  if (typeof said !== 'object' || said === null) return false;
  const { code, message } = /** @type {{ code?: unknown, message?: unknown }} */ (said);
  return code === 'ENOSPC' || code === 'EDQUOT' || code === '53100' || (typeof message === 'string' && FULL_DISK.test(message));
}

/**
 * What is said about a full disk.
 *
 * @param {string} where The folder, or the folders of which one is full.
 * @param {string} failure The sentence that says what came to nothing, as in "PostgreSQL cannot start."
 */
export const diskFull = (where, failure) =>
  new Failure(`The disk is full below ${where}. ${failure} Make room and run the same command again: it goes on where it stopped.`);

/**
 * Does work that writes below a folder, and names that folder when its disk is full: the system's own error does not.
 *
 * @template T
 * @param {string} where
 * @param {string} failure
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function namingFullDisk(where, failure, work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure) && tellsOfFullDisk(error)) throw diskFull(where, failure);
    throw error;
  }
}
