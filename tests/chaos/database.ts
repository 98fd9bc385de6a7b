import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { serverAccount } from '../../scripts/postgres/account.ts';
import { startCluster, type Cluster } from '../../scripts/postgres/cluster.ts';
import { ensureDatabase } from '../../scripts/postgres/databases.ts';
import { freePort } from '../../scripts/postgres/free-port.ts';
import { partsOf } from '../../scripts/postgres/initialise.ts';
import { isReachable } from '../../scripts/postgres/reachable.ts';

export interface ChaosDatabase {
  readonly url: string;
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** SIGKILL to the postmaster, as a kernel out of memory does it, and a start on the same files. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

const NAME = 'mangrove_chaos';

/** A PostgreSQL of its own that keeps its promises: what it says is committed is on the disk. */
export async function startDatabase(): Promise<ChaosDatabase> {
  const base = isReachable(tmpdir(), serverAccount()) ? tmpdir() : '/var/tmp';
  const folder = mkdtempSync(path.join(base, 'mangrove-chaos-'));
  chmodSync(folder, 0o711);
  const home = path.join(folder, 'postgres');
  const port = await freePort();
  const start = () => startCluster({ home, port, parameters: { fsync: 'on', synchronous_commit: 'on', max_connections: '100' } });
  let cluster: Cluster = await start();
  await ensureDatabase(cluster.url('postgres'), NAME);
  const url = cluster.url(NAME);
  const pool = new pg.Pool({ connectionString: url, max: 3, application_name: 'mangrove chaos' });
  // Connections die here on purpose; whoever needs one asks for the next.
  pool.on('error', () => undefined);
  return {
    url,
    query: async (text, values) => (await pool.query(text, values)).rows as never,
    async killAndRestart() {
      const postmaster = Number(readFileSync(path.join(partsOf(home).data, 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(postmaster, 'SIGKILL');
      await cluster.exited;
      cluster = await start();
    },
    async stop() {
      await pool.end();
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
