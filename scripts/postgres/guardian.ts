/**
 * Runs one PostgreSQL and outlives whoever started it just long enough to stop it: however the starter ends, kill -9
 * included, the channel between the two closes. It has a process group of its own, so Ctrl-C in the terminal does not
 * reach PostgreSQL while the server is still finishing its requests.
 */
import { spawn } from 'node:child_process';
import { openSync, rmSync } from 'node:fs';

export interface GuardianOrders {
  command: string;
  args: string[];
  log: string;
  account: { uid: number; gid: number } | undefined;
  /** Removed once PostgreSQL has stopped; for the databases of a test run. */
  removeAfterwards: string | undefined;
}

/** What is asked for at first: refuse new sessions, cut the open ones, write everything down. */
const FAST_SHUTDOWN = 'SIGINT';
/** What is asked for when that takes too long: stop at once, and recover at the next start. */
const IMMEDIATE_SHUTDOWN = 'SIGQUIT';
const FAST_SHUTDOWN_MS = 8_000;

const orders = JSON.parse(process.argv[2] ?? '') as GuardianOrders;
const log = openSync(orders.log, 'a', 0o600);
const postgres = spawn(orders.command, orders.args, {
  cwd: '/',
  stdio: ['ignore', log, log],
  env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  ...(orders.account && { uid: orders.account.uid, gid: orders.account.gid }),
});

let isStopping = false;
function stop() {
  if (isStopping) return;
  isStopping = true;
  postgres.kill(FAST_SHUTDOWN);
  setTimeout(() => postgres.kill(IMMEDIATE_SHUTDOWN), FAST_SHUTDOWN_MS).unref();
}

process.on('disconnect', stop);
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('SIGHUP', stop);

function leave(code: number) {
  if (orders.removeAfterwards !== undefined) rmSync(orders.removeAfterwards, { recursive: true, force: true });
  process.exit(code);
}
postgres.once('error', () => leave(1));
postgres.once('exit', (code) => leave(code ?? 1));
