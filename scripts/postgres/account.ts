import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { Failure } from '../setup/failure.mjs';

/** The account that PostgreSQL runs under where the caller is root, which PostgreSQL refuses to run as. */
export interface Account {
  uid: number;
  gid: number;
  name: string;
}

/** macOS has `_postgres` built in. */
const NAMES = ['postgres', '_postgres'];

/** @returns undefined where the caller is an ordinary user and PostgreSQL simply runs as that user */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = NAMES.map(lookUp).find((account) => account !== undefined);
  return found ?? create();
}

/** Data that an ordinary user has made stay that user's, also when root starts PostgreSQL on them. */
export function accountFor(data: string): Account | undefined {
  if (process.getuid?.() !== 0 || !existsSync(data)) return serverAccount();
  const { uid, gid } = statSync(data);
  return uid === 0 ? serverAccount() : { uid, gid, name: `with the id ${uid}` };
}

function lookUp(name: string): Account | undefined {
  try {
    const ask = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: ask('-u'), gid: ask('-g'), name };
  } catch {
    // `id` ends with 1 for a name that does not exist; one that cannot be run leaves the account unknown as well.
    return undefined;
  }
}

function create(): Account {
  try {
    execFileSync('groupadd', ['--system', '--force', 'postgres'], { stdio: 'ignore' });
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' });
  } catch {
    throw new Failure('PostgreSQL refuses to run as root, and the user "postgres" that it would run as cannot be created. Create that user, run this as an ordinary user, or set DATABASE_URL.');
  }
  const created = lookUp('postgres');
  if (!created) throw new Failure('The user "postgres" was created but cannot be found. Run this as an ordinary user, or set DATABASE_URL.');
  return created;
}
