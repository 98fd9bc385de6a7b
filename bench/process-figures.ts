import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory of a process in MB (10^6 bytes). `ps` knows it on Linux and macOS. */
export const residentMegabytes = (pid: number): number =>
  (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1_024) / 1e6;

/** Linux counts CPU time in ticks of 1/100 s (USER_HZ). */
const TICKS_A_SECOND = 100;

/**
 * CPU seconds that a process has used so far, user and system; with `withChildren` those of its children too, the
 * ended ones included. Undefined where there is no /proc.
 */
export function cpuSeconds(pid: number, withChildren = false): number | undefined {
  const own = statOf(pid);
  if (!own) return undefined;
  if (!withChildren) return (own.user + own.system) / TICKS_A_SECOND;
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === pid)
    .reduce((sum, stat) => sum + (stat ? stat.user + stat.system : 0), 0);
  return (own.user + own.system + own.endedChildren + living) / TICKS_A_SECOND;
}

function statOf(pid: number) {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // No /proc here, or the process has just ended.
    return undefined;
  }
  // The second field is the name in parentheses and may hold spaces; the fields behind it are numbered from 3 (proc(5)).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return { parent: field(4), user: field(14), system: field(15), endedChildren: field(16) + field(17) };
}
