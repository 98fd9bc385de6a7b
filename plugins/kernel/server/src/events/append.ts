import { clock } from '../clock';
import { newId } from '../ids';
import { actorText, requestContext } from '../request-context';
import type { Tx } from '../transaction';
import { declarationOf, type EventType } from './catalogue';
import { wakeRelay } from './relay';

/** What an event is about; events of one aggregate keep their order. `id` is public, e.g. `pay_…`. */
export interface Aggregate {
  type: string;
  id: string;
}

/**
 * Stores an event in the caller's transaction: it goes out if and only if that transaction commits, at least once.
 * The caller holds a lock on the aggregate's row, so that the order of its events is the order of its changes.
 *
 * @throws Error when the payload does not have the declared shape: a mistake of the caller, found before anything commits.
 */
export async function appendEvent<T extends EventType>(
  tx: Tx,
  type: T,
  aggregate: Aggregate,
  payload: MangroveEvents[T],
): Promise<string> {
  const parsed = declarationOf(type).payload.safeParse(payload);
  if (!parsed.success) throw new Error(`The payload of "${type}" is wrong: ${parsed.error.message}`);
  const id = newId('evt');
  await tx.execute(
    `INSERT INTO domain_events (id, type, aggregate_type, aggregate_id, payload, actor, request_id, occurred_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      type,
      aggregate.type,
      aggregate.id,
      JSON.stringify(parsed.data),
      actorText(requestContext.actor()),
      requestContext.get()?.requestId ?? null,
      clock.now(),
    ],
  );
  tx.afterCommit(wakeRelay);
  return id;
}
