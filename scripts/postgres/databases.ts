import pg from 'pg';

/** Runs one statement outside any transaction, as CREATE DATABASE wants it. */
async function execute(adminUrl: string, statement: (quote: (name: string) => string) => string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'mangrove set-up' });
  await client.connect();
  try {
    await client.query(statement((name) => client.escapeIdentifier(name)));
  } finally {
    await client.end();
  }
}

const isDuplicate = (error: unknown) => typeof error === 'object' && error !== null && 'code' in error && error.code === '42P04';

export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  try {
    await execute(adminUrl, (quote) => `create database ${quote(name)}`);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Copies a database that nobody is connected to. */
export const cloneDatabase = (adminUrl: string, template: string, name: string): Promise<void> =>
  execute(adminUrl, (quote) => `create database ${quote(name)} template ${quote(template)}`);

/** Drops a database and whoever is still connected to it. */
export const dropDatabase = (adminUrl: string, name: string): Promise<void> =>
  execute(adminUrl, (quote) => `drop database if exists ${quote(name)} with (force)`);
