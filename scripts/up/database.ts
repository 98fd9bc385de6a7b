import pg from 'pg';
import { serverAccount } from '../postgres/account.ts';
import { startCluster, type Cluster } from '../postgres/cluster.ts';
import { ensureDatabase } from '../postgres/databases.ts';
import { reachableFolder } from '../postgres/reachable.ts';
import { namingFullDisk } from '../setup/disk.mjs';
import { Failure } from '../setup/failure.mjs';

/** The oldest version with all that Mangrove uses. */
const OLDEST = 15;
const DATABASE = 'mangrove';

/** Where the embedded PostgreSQL of a data folder lies: elsewhere only when its account cannot reach the folder. */
export const postgresHome = (dataDir: string): string => `${reachableFolder(dataDir, serverAccount())}/postgres`;

export async function startEmbedded(home: string, port: number): Promise<Cluster & { databaseUrl: string }> {
  const cluster = await startCluster({ home, port });
  try {
    await namingFullDisk(home, 'No database can be created there.', () => ensureDatabase(cluster.url('postgres'), DATABASE));
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return { ...cluster, databaseUrl: cluster.url(DATABASE) };
}

/** Makes sure that a database which was given by DATABASE_URL answers, before anything is started on it. */
export async function checkDatabase(url: string): Promise<string> {
  const client = connect(url);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string }>("select current_setting('server_version_num') as number");
    const major = Math.floor(Number(rows[0]?.number) / 10_000);
    if (major < OLDEST) throw new Failure(`DATABASE_URL leads to PostgreSQL ${major}, and Mangrove needs ${OLDEST} or newer.`);
    return `PostgreSQL ${major}`;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`DATABASE_URL leads to no database that answers: ${reasonOf(error)}.`);
  } finally {
    // What cannot be ended was never begun.
    await client.end().catch(() => undefined);
  }
}

function connect(url: string): pg.Client {
  try {
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'mangrove up' });
  } catch {
    // The parser's own message quotes the address with its password.
    throw new Failure('DATABASE_URL is no address of a database; expected something like postgres://user:password@host:5432/mangrove.');
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
