import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { diskFull, requireFreeSpace, tellsOfFullDisk } from '../setup/disk.mjs';
import { Failure } from '../setup/failure.mjs';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

/** A fresh cluster takes 40 MiB, its first write-ahead log another 16, and work needs room. */
const NEEDED_MEBIBYTES = 300;

/** The parts of one PostgreSQL's own folder. */
export const partsOf = (home: string) => ({
  data: path.join(home, 'data'),
  password: path.join(home, 'password'),
  log: path.join(home, 'postgres.log'),
});

/**
 * Creates the data folder unless it exists. It comes into being in one step, by renaming: an `initdb` that was killed in
 * the middle leaves a partial folder, which the next one removes.
 *
 * @returns the password of its superuser `postgres`
 */
export async function ensureInitialised(home: string, binaries: Binaries, account: Account | undefined): Promise<string> {
  if (!existsSync(home)) await initialise(home, binaries, account);
  const { data, password } = partsOf(home);
  const version = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  if (version !== binaries.majorVersion) {
    throw new Failure(`${home} holds the data of PostgreSQL ${version}, and this is PostgreSQL ${binaries.majorVersion}. Move the folder away to keep it, or remove everything with \`npm run reset\`.`);
  }
  return readFileSync(password, 'utf8').trim();
}

async function initialise(home: string, { initdb }: Binaries, account: Account | undefined): Promise<void> {
  await requireFreeSpace(home, NEEDED_MEBIBYTES, 'A new database');
  const partial = `${home}.partial`;
  rmSync(partial, { recursive: true, force: true });
  const { data, password } = partsOf(partial);
  mkdirSync(data, { recursive: true, mode: 0o711 });
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account) {
    chownSync(data, account.uid, account.gid);
    chownSync(password, account.uid, account.gid);
  }
  const made = spawnSync(
    initdb,
    // The builtin provider sorts and folds case alike on every machine; the locales of the system do not.
    ['-D', data, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${password}`, '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions', '--no-sync'],
    { encoding: 'utf8', cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }, ...(account && { uid: account.uid, gid: account.gid }) },
  );
  if (made.status !== 0) {
    const said = made.error?.message ?? made.stderr.trim();
    // What it has made so far would keep the room that is to be made.
    rmSync(partial, { recursive: true, force: true });
    throw tellsOfFullDisk(said) ? diskFull(home, 'No database can be created there.') : new Failure(`PostgreSQL cannot create a database below ${home}:\n${said}`);
  }
  renameSync(partial, home);
}
