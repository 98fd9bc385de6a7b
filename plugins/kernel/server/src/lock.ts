import { Client } from 'pg';
import type { Core } from '@strapi/strapi';

/** Any constant that nothing else in the database uses. */
const BOOT_LOCK = 4_242_001;

/**
 * Lets one instance at a time migrate and sync the schema: two that start together on an empty database break each
 * other. The lock lives on a connection of its own, so it is gone when the process is.
 */
export async function acquireBootLock(strapi: Core.Strapi): Promise<{ release(): Promise<void> }> {
  const client = new Client({
    ...(strapi.config.get('database.connection.connection') as object),
    application_name: 'mangrove boot lock',
  });
  // Without a listener, a PostgreSQL that restarts in the middle would end the process without a word.
  client.on('error', (error) => strapi.log.error('The connection that holds the boot lock broke.', { error }));
  await client.connect();
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [BOOT_LOCK]);
  if (!rows[0]?.locked) {
    strapi.log.info('Another instance is preparing the database; waiting for it.');
    await client.query('select pg_advisory_lock($1)', [BOOT_LOCK]);
  }
  return { release: () => client.end() };
}
