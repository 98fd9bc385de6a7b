import type { Core } from '@strapi/strapi';
import { clock, sql } from '#kernel';
import { syncReference } from './sync';

const BATCH = 50;
const CONCURRENCY = 5;
/** While one instance looks a reference up, no other does; longer than the slowest gateway call. */
const LEASE_SECONDS = 120;

/**
 * Looks up what has no final state: a webhook that never came costs minutes, not money. Every reference that was ever
 * sent to a gateway is looked up, whatever became of its payment meanwhile.
 *
 * @returns how many references it looked up.
 */
export async function checkDueAttempts(strapi: Core.Strapi): Promise<number> {
  const due = await sql(strapi).query<{ reference: string }>(
    `UPDATE payment_attempts SET check_at = $1::timestamptz + make_interval(secs => ${LEASE_SECONDS})
     WHERE reference IN (SELECT reference FROM payment_attempts WHERE check_at <= $1 ORDER BY check_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
     RETURNING reference`,
    [clock.now()],
  );
  const queue = due.map(({ reference }) => reference);
  const worker = async () => {
    for (let reference = queue.shift(); reference !== undefined; reference = queue.shift()) await checkOne(strapi, reference);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return due.length;
}

/** A gateway that does not answer costs the look, not the watch: the lease brings the reference back. */
async function checkOne(strapi: Core.Strapi, reference: string): Promise<void> {
  try {
    await syncReference(strapi, reference);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    strapi.log.warn(`Looking up ${reference} failed; it is tried again in ${LEASE_SECONDS} s.`, { reason });
    await sql(strapi).execute('UPDATE payment_attempts SET last_error = $2 WHERE reference = $1', [reference, reason.slice(0, 1_000)]);
  }
}
