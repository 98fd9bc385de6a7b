import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serverAccount } from '../../scripts/postgres/account.ts';
import { startCluster, type Cluster } from '../../scripts/postgres/cluster.ts';
import { ensureDatabase } from '../../scripts/postgres/databases.ts';
import { isReachable } from '../../scripts/postgres/reachable.ts';
import { spawnServer } from './server-process.ts';
import { CLUSTER_VARIABLE, databaseUrl, TEMPLATE } from './test-databases.ts';

let cluster: Cluster | undefined;
let folder: string | undefined;

/** The data is thrown away after the run, so nothing is worth waiting for a disk. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400', shared_buffers: '256MB', autovacuum_naptime: '5s' };

/** Starts one PostgreSQL for the run and lets the server migrate the database that all tests copy. Twice is once. */
export async function prepareTestRun(): Promise<void> {
  if (cluster) return;
  const base = isReachable(tmpdir(), serverAccount()) ? tmpdir() : '/var/tmp';
  folder = mkdtempSync(path.join(base, 'mangrove-tests-'));
  chmodSync(folder, 0o711);
  cluster = await startCluster({ home: path.join(folder, 'postgres'), port: 0, parameters: FORGETFUL, removeAfterwards: folder });
  process.env[CLUSTER_VARIABLE] = cluster.url('postgres');
  await ensureDatabase(cluster.url('postgres'), TEMPLATE);
  const server = await spawnServer({ databaseUrl: databaseUrl(TEMPLATE), port: 0, env: { STORAGE_FOLDER: path.join(folder, 'objects') } });
  await server.stop();
}

export async function finishTestRun(): Promise<void> {
  await cluster?.stop();
  cluster = undefined;
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
}
