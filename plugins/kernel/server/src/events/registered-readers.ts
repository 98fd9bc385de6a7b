import type { Core } from '@strapi/strapi';
import { transaction, type Sql } from '../transaction';

/** Any constant that nothing else in the database uses. Held by the pass of a relay, and by whoever changes who reads. */
export const RELAY_LOCK = 4_242_002;

/** A reader as every instance knows it, whether its own code has the handler or not. */
export interface RegisteredReader {
  queue: string;
  type: string;
  isOrdered: boolean;
}

/** Who gets events. */
export const activeReaders = (db: Sql): Promise<RegisteredReader[]> =>
  db.query('SELECT queue, type, is_ordered AS "isOrdered" FROM event_subscriptions WHERE retired_at IS NULL ORDER BY queue');

/**
 * Writes down which readers this code has, so that an instance with older code hands them their events too. The lock
 * lets a pass that has already asked who reads end first: whatever is taken off the outbox later reaches the new reader.
 * A reader that was retired is revived. One that is missing here stays: after a rollback its jobs wait for the newer code.
 */
export const registerReaders = (strapi: Core.Strapi, declared: readonly RegisteredReader[]): Promise<void> =>
  transaction(strapi, async (tx) => {
    const active = await activeReaders(tx);
    const missing = active.filter(({ queue }) => !declared.some((reader) => reader.queue === queue));
    if (missing.length > 0) {
      strapi.log.warn(
        `Nothing here reads ${queues(missing)}: their jobs wait for an instance with other code. Where none will come, run "npm run events:retire -- <queue>" for each.`,
      );
    }
    const changed = declared.filter(({ queue, isOrdered }) => !active.some((reader) => reader.queue === queue && reader.isOrdered === isOrdered));
    if (changed.length === 0) return;
    strapi.log.info(`New readers of events, registered as soon as a pass of the relay that is under way has ended: ${queues(changed)}.`);
    await tx.query('SELECT pg_advisory_xact_lock($1)', [RELAY_LOCK]);
    await tx.execute(
      // Not now(): the transaction began before it waited for the lock.
      `INSERT INTO event_subscriptions (queue, type, is_ordered, since)
       SELECT queue, type, is_ordered, clock_timestamp() FROM unnest($1::text[], $2::text[], $3::boolean[]) AS declared (queue, type, is_ordered)
       ON CONFLICT (queue) DO UPDATE SET is_ordered = excluded.is_ordered, since = excluded.since, retired_at = NULL
       WHERE event_subscriptions.retired_at IS NOT NULL OR event_subscriptions.is_ordered <> excluded.is_ordered`,
      [changed.map(({ queue }) => queue), changed.map(({ type }) => type), changed.map(({ isOrdered }) => isOrdered)],
    );
  });

const queues = (readers: readonly { queue: string }[]) => readers.map(({ queue }) => queue).join(', ');
