import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from './root.mjs';

/**
 * One hash over names and contents of files and folders: the same content, the same hash, whatever the clock says.
 *
 * @param {readonly string[]} entries Relative to the root; those that do not exist count as absent.
 * @param {(file: string) => boolean} isCounted Given the path relative to the root, with forward slashes.
 * @returns {string}
 */
export function contentHash(entries, isCounted) {
  const hash = createHash('sha256');
  for (const file of entries.flatMap((entry) => filesOf(inRoot(entry))).sort()) {
    const name = path.relative(root, file).replaceAll(path.sep, '/');
    if (isCounted(name)) hash.update(name).update('\0').update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

/** @param {string} entry @returns {string[]} */
function filesOf(entry) {
  if (!existsSync(entry)) return [];
  if (!statSync(entry).isDirectory()) return [entry];
  return readdirSync(entry, { withFileTypes: true }).flatMap((found) => filesOf(path.join(entry, found.name)));
}
