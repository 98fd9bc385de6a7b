import { randomBytes } from 'node:crypto';
import { cloneDatabase, dropDatabase } from '../../scripts/postgres/databases.ts';

/** The database that the server has migrated once; every other one is a copy of it. */
export const TEMPLATE = 'mangrove_template';
/** Where the global set-up leaves the address of the cluster for the workers. */
export const CLUSTER_VARIABLE = 'MANGROVE_TEST_CLUSTER_URL';

const clusterUrl = () => {
  const url = process.env[CLUSTER_VARIABLE];
  if (url === undefined) throw new Error('No PostgreSQL runs for tests here: this file belongs into tests/, where the global set-up starts one.');
  return url;
};

/** The address of a database of the test cluster. */
export function databaseUrl(name: string): string {
  const url = new URL(clusterUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * A database of one's own: migrated, with what a first boot seeds, in about 100 ms. `empty` has not even a table; a copy
 * of another one needs that nobody is connected to it.
 */
export async function createTestDatabase(from: 'template' | 'empty' | { copyOf: string } = 'template'): Promise<{ name: string; url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const source = typeof from === 'object' ? from.copyOf : from === 'template' ? TEMPLATE : 'template0';
  await cloneDatabase(clusterUrl(), source, name);
  return { name, url: databaseUrl(name), drop: () => dropDatabase(clusterUrl(), name) };
}
