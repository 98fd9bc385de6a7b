import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Jobs } from '../jobs/jobs';
import { createPump, type Pump } from '../pump';
import { transaction } from '../transaction';
import type { EventType } from './catalogue';
import { activeReaders, RELAY_LOCK } from './registered-readers';
import type { DomainEvent } from './subscriptions';

const BATCH = 500;
/** Changes its row only for a transaction that began after the last one that handed events over. */
const BEGAN_LAST = `INSERT INTO event_relay_passes (is_last, began_at) VALUES (true, now())
  ON CONFLICT (is_last) DO UPDATE SET began_at = now() WHERE event_relay_passes.began_at < now()`;

let current: Pump | undefined;
/** Asks the relay of this process to look at once; the poll of another one would find the event too. */
export const wakeRelay = (): void => current?.wake();

interface Row {
  seq: string;
  id: string;
  type: EventType;
  aggregate_id: string;
  payload: DomainEvent['payload'];
  actor: string;
  request_id: string | null;
  occurred_at: Date;
}

/** One event that somebody reads, or none; and how many were taken off in all, most of which nobody may read. */
type Taken = { taken: number } & (Row | { seq: null });

/**
 * Hands stored events to the queues of all registered readers, also of those that only other instances have: during a
 * deployment code of two versions runs, and either takes events off the outbox. One instance at a time does it, in the
 * order of storage, so that the events of one aggregate enter a queue in their order. Taking an event off the outbox and
 * putting its jobs into the queues is one transaction: a crash repeats both or neither.
 */
export function createRelay(strapi: Core.Strapi, jobs: Jobs): Pump {
  const pass = () =>
    transaction(strapi, async (tx) => {
      const [start] = await tx.query<{ got: boolean; has_work: boolean }>(
        'SELECT pg_try_advisory_xact_lock($1) AS got, EXISTS (SELECT 1 FROM event_outbox) AS has_work',
        [RELAY_LOCK],
      );
      if (!start?.got || !start.has_work) return false;
      // Jobs run in the order of their transaction's beginning: one that began before the pass ahead of it must begin anew.
      if ((await tx.execute(BEGAN_LAST)) !== 1) return true;
      // A statement of its own: the first one's snapshot is older than its lock, and may miss who registered in between.
      const readers = await activeReaders(tx);
      const found = await tx.query<Taken>(
        `WITH taken AS (
           DELETE FROM event_outbox WHERE seq IN (SELECT seq FROM event_outbox ORDER BY seq LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
           RETURNING seq),
         counted AS (SELECT count(*)::int AS taken FROM taken)
         SELECT counted.taken, read.* FROM counted LEFT JOIN (
           SELECT e.seq, e.id, e.type, e.aggregate_id, e.payload, e.actor, e.request_id, e.occurred_at
           FROM taken JOIN domain_events e USING (seq) WHERE e.type = ANY ($1)) AS read ON true ORDER BY read.seq`,
        [readers.map(({ type }) => type)],
      );
      const rows = found.filter((row): row is Row & Taken => row.seq !== null);
      for (const { queue, isOrdered, type } of readers) {
        const mine = rows.filter((row) => row.type === type);
        if (mine.length === 0) continue;
        await jobs.sendManyToPrepared(
          tx,
          queue,
          mine.map((row) => ({
            id: jobId(queue, row),
            data: toEvent(row),
            ...(isOrdered ? { key: row.aggregate_id } : {}),
          })),
        );
      }
      return found[0]?.taken === BATCH;
    });

  current = createPump({
    pass,
    pollIntervalMs: 1_000,
    gatherMs: 40,
    onError: (error) => strapi.log.error('Handing events to their readers failed; trying again in a second.', { error }),
  });
  return current;
}

const toEvent = (row: Row): DomainEvent => ({
  id: row.id,
  type: row.type,
  aggregateId: row.aggregate_id,
  payload: row.payload,
  occurredAt: row.occurred_at.toISOString(),
  actor: row.actor,
  requestId: row.request_id,
});

/**
 * A UUID that is the same for the same event and queue, and for nothing else: pg-boss takes an id once, and two queues
 * must not share one (its update and upsert look at the id alone). It begins with the event's number, because pg-boss
 * puts the jobs of one transaction in the order of their ids.
 */
function jobId(queue: string, { seq, id }: Row): string {
  const number = BigInt(seq).toString(16).padStart(12, '0');
  const hex = createHash('sha256').update(`${queue}\n${id}`).digest('hex');
  return `${number.slice(0, 8)}-${number.slice(8)}-8${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}
