import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { diskFull, tellsOfFullDisk } from '../setup/disk.mjs';
import { Failure } from '../setup/failure.mjs';
import { accountFor } from './account.ts';
import { locateBinaries } from './binaries.ts';
import { freePort } from './free-port.ts';
import type { GuardianOrders } from './guardian.ts';
import { ensureInitialised, partsOf } from './initialise.ts';
import { clearLeftovers } from './leftovers.ts';

export interface ClusterOptions {
  /** Its own folder, below one that PostgreSQL's account can reach; see `reachableFolder`. */
  home: string;
  /** 0 takes any free port. */
  port: number;
  /** Server parameters, e.g. `{ fsync: 'off' }`. */
  parameters?: Readonly<Record<string, string>>;
  /** A folder that is removed once PostgreSQL has stopped, however its starter ended. */
  removeAfterwards?: string;
}

export interface Cluster {
  readonly port: number;
  /** The address of one of its databases, password included. */
  url(database: string): string;
  /** Resolves once PostgreSQL is no more, asked or not. */
  readonly exited: Promise<void>;
  readonly home: string;
  /** What PostgreSQL has written into its log since this start. */
  said(): string;
  stop(): Promise<void>;
}

/** Recovery after a crash replays up to a gigabyte of log. */
const START_TIMEOUT_MS = 60_000;
/** A free port can be taken between looking and listening. */
const PORT_ATTEMPTS = 5;

/** Starts PostgreSQL on a data folder, which is created when it does not exist. It listens on 127.0.0.1 only. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const account = accountFor(partsOf(options.home).data);
  const binaries = locateBinaries(account);
  const password = await ensureInitialised(options.home, binaries, account);
  const { data, log } = partsOf(options.home);
  await clearLeftovers(data);

  for (let attempt = 1; ; attempt += 1) {
    const port = options.port || (await freePort());
    const parameters = { ...options.parameters, listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) };
    const logged = textOf(log).length;
    const said = () => textOf(log).slice(logged);
    const guardian = guard({
      command: binaries.postgres,
      args: ['-D', data, ...Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      log,
      account,
      removeAfterwards: options.removeAfterwards,
    });
    const exited = new Promise<void>((resolve) => void guardian.once('exit', () => resolve()));
    const url = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
    const stop = async () => {
      if (guardian.connected) guardian.disconnect();
      await exited;
    };
    if (await isReady(data, guardian)) return { port, url, exited, home: options.home, said, stop };

    await stop();
    const isPortTaken = /could not bind/i.test(said());
    if (isPortTaken && options.port === 0 && attempt < PORT_ATTEMPTS) continue;
    if (isPortTaken) throw new Failure(`Port ${port} is taken, so PostgreSQL cannot listen on it. Free it or set POSTGRES_PORT to another one.`);
    if (tellsOfFullDisk(said())) throw diskFull(options.home, 'PostgreSQL cannot start.');
    throw new Failure(`PostgreSQL did not start on ${data}:\n${said().trim() || 'It left no message.'}`);
  }
}

const textOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function guard(orders: GuardianOrders): ChildProcess {
  const script = path.join(import.meta.dirname, 'guardian.ts');
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, JSON.stringify(orders)], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** PostgreSQL writes its state into the eighth line of its lock file (miscadmin.h, LOCK_FILE_LINE_PM_STATUS). */
async function isReady(data: string, guardian: ChildProcess): Promise<boolean> {
  const lockFile = path.join(data, 'postmaster.pid');
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (guardian.exitCode === null && guardian.signalCode === null && Date.now() < deadline) {
    if (existsSync(lockFile) && readFileSync(lockFile, 'utf8').split('\n')[7]?.trim() === 'ready') return true;
    await delay(25);
  }
  return false;
}
