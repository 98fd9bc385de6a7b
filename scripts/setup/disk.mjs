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
