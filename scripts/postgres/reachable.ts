import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Failure } from '../setup/failure.mjs';
import type { Account } from './account.ts';

/** Whether an account may pass through every folder down to `target`. Below a home folder of mode 700 it may not. */
export function isReachable(target: string, account: Account | undefined): boolean {
  if (!account) return true;
  const canPass = ({ mode, uid, gid }: Stats) => {
    const bits = uid === account.uid ? mode >> 6 : gid === account.gid ? mode >> 3 : mode;
    return (bits & 0o1) === 0o1;
  };
  let folder = existingFolder(target);
  while (canPass(statSync(folder))) {
    const parent = path.dirname(folder);
    if (parent === folder) return true;
    folder = parent;
  }
  return false;
}

function existingFolder(target: string): string {
  let folder = path.resolve(target);
  while (!existsSync(folder)) folder = path.dirname(folder);
  return realpathSync(folder);
}

/**
 * The folder itself where PostgreSQL's account can reach it, else one of its own elsewhere that belongs to this folder:
 * the same every time.
 */
export function reachableFolder(wanted: string, account: Account | undefined): string {
  if (isReachable(wanted, account)) return wanted;
  const name = `mangrove-${createHash('sha256').update(path.resolve(wanted)).digest('hex').slice(0, 12)}`;
  for (const base of ['/var/lib', tmpdir(), '/tmp']) {
    if (!existsSync(base) || !isReachable(base, account)) continue;
    const folder = path.join(base, name);
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    // Only what root made itself can be trusted in a folder where everybody may write.
    if (statSync(folder).uid !== 0) continue;
    chmodSync(folder, 0o711);
    return folder;
  }
  throw new Failure(`PostgreSQL runs as the user "${account?.name}", who can reach neither ${wanted} nor a temporary folder. Run this as an ordinary user, or set DATABASE_URL.`);
}
