import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { identify } from '../setup/process-identity.mjs';

/** The state LISTEN in /proc/net/tcp (include/net/tcp_states.h). */
const LISTEN = '0A';

/** Who listens on a TCP port, as far as this user may know, e.g. `nginx (process 812)`. */
export function holderOfPort(port: number): string | undefined {
  const pid = process.platform === 'linux' ? fromProc(port) : fromLsof(port);
  const found = pid === undefined ? undefined : identify(pid);
  return found && `${found.command.slice(0, 80)} (process ${found.pid})`;
}

function fromProc(port: number): number | undefined {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    (readable(() => readFileSync(table, 'utf8')) ?? '')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[1]?.endsWith(`:${wanted}`) === true && fields[3] === LISTEN)
      .map((fields) => `socket:[${fields[9]}]`),
  );
  if (inodes.length === 0) return undefined;
  const pid = readdirSync('/proc').find(
    (name) =>
      /^\d+$/.test(name) &&
      (readable(() => readdirSync(`/proc/${name}/fd`)) ?? []).some((fd) => inodes.includes(readable(() => readlinkSync(`/proc/${name}/fd/${fd}`)) ?? '')),
  );
  return pid === undefined ? undefined : Number(pid);
}

/** Processes end while they are looked at, and those of other users are closed to us: both count as not found. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function fromLsof(port: number): number | undefined {
  const { stdout } = spawnSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], { encoding: 'utf8' });
  const pid = Number.parseInt(stdout ?? '', 10);
  return Number.isNaN(pid) ? undefined : pid;
}
