import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * @typedef {object} ProcessIdentity
 * @property {number} pid
 * @property {string} startedAt Tells this process from a later one with the same number; only good for comparing.
 * @property {string} command The command line.
 */

/**
 * Who runs under a process id right now. Process ids are used again, so nothing is killed or waited for by id alone.
 *
 * @param {number} pid
 * @returns {ProcessIdentity | undefined} undefined when there is none, or only a zombie
 */
export function identify(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/** @param {number} pid */
function fromProc(pid) {
  try {
    // proc(5): the second field is the name in brackets, which may itself hold blanks and brackets; field 3 is the
    // state, field 22 the start time in ticks since the machine started.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, startedAt: fields[19] ?? '', command };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** @param {unknown} error */
const isGone = (error) =>
  typeof error === 'object' && error !== null && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH');

/** @param {number} pid */
function fromPs(pid) {
  try {
    const ask = (/** @type {string} */ field) =>
      execFileSync('ps', ['-ww', '-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    if (ask('state').startsWith('Z')) return undefined;
    return { pid, startedAt: ask('lstart'), command: ask('command') };
  } catch (error) {
    // ps ends with 1 when there is no such process.
    if (typeof error === 'object' && error !== null && 'status' in error && error.status === 1) return undefined;
    throw error;
  }
}
