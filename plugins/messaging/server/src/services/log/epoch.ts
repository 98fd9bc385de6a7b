import type { Core } from '@strapi/strapi';
import { newId, sql } from '#kernel';

const epochs = new WeakMap<Core.Strapi, string>();

/** The epoch of every log in this database, as it was last read. @throws Error before the plugin has started. */
export function currentEpoch(strapi: Core.Strapi): string {
  const epoch = epochs.get(strapi);
  if (epoch === undefined) throw new Error('The epoch of the logs is read when the messaging plugin starts.');
  return epoch;
}

/** insufficient_privilege: some hosters do not let the application look at the cluster's control file. */
const isForbidden = (error: unknown) => typeof error === 'object' && error !== null && 'code' in error && error.code === '42501';

/** What tells one telling of the database from another: which cluster it is, and on which timeline. */
async function identityOfCluster(strapi: Core.Strapi): Promise<{ system: string; timeline: number } | undefined> {
  try {
    const [row] = await sql(strapi).query<{ system: string; timeline: number }>(
      'SELECT s.system_identifier::text AS system, c.timeline_id AS timeline FROM pg_control_system() s, pg_control_checkpoint() c',
    );
    return row;
  } catch (error) {
    if (!isForbidden(error)) throw error;
    strapi.log.warn('PostgreSQL does not say which cluster it is. After restoring a backup, run: npm run messaging:epoch');
    return undefined;
  }
}

/**
 * Begins a new epoch where the database is not the one that it was: restored from a backup, or failed over. `isForced`
 * begins one in any case, for what cannot be noticed: a dump that was restored into the same cluster.
 */
export async function openEpoch(strapi: Core.Strapi, isForced = false): Promise<string> {
  const cluster = await identityOfCluster(strapi);
  const [row] = cluster
    ? await sql(strapi).query<{ epoch: string }>('SELECT messaging_open_epoch($1, $2, $3, $4) AS epoch', [newId('ep'), cluster.system, cluster.timeline, isForced])
    : await sql(strapi).query<{ epoch: string }>(
        `SELECT messaging_open_epoch($1, coalesce(max(e.system_identifier), 'unknown'), coalesce(max(e.timeline), 0), $2) AS epoch FROM message_log_epoch e`,
        [newId('ep'), isForced],
      );
  if (!row) throw new Error('PostgreSQL opened an epoch and did not say which.');
  epochs.set(strapi, row.epoch);
  return row.epoch;
}

/** Reads the epoch again. @returns whether it is another than it was. */
export async function refreshEpoch(strapi: Core.Strapi): Promise<boolean> {
  const [row] = await sql(strapi).query<{ epoch: string }>('SELECT epoch FROM message_log_epoch');
  const hasChanged = row !== undefined && row.epoch !== epochs.get(strapi);
  if (hasChanged) epochs.set(strapi, row.epoch);
  return hasChanged;
}
