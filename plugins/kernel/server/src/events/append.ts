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

/** An event as `mangrove_append_events` takes it. */
export interface EventRecord {
  id: string;
  type: string;
  aggregateType: string;
  aggregateId: string;
  payload: object;
  actor: string;
  requestId: string | null;
  occurredAt: Date;
}

/**
 * Checks an event and gives what `SELECT mangrove_append_events($1)` takes an array of, as JSON: for a hot path that
 * stores events in the same statement as their changes. Everybody else calls `appendEvent`. Call `wakeRelay` after the COMMIT.
 *
 * @throws Error when the payload does not have the declared shape: a mistake of the caller, found before anything commits.
 */
export function eventRecord<T extends EventType>(type: T, aggregate: Aggregate, payload: MangroveEvents[T]): EventRecord {
  const parsed = declarationOf(type).payload.safeParse(payload);
  if (!parsed.success) throw new Error(`The payload of "${type}" is wrong: ${parsed.error.message}`);
  return {
    id: newId('evt'),
    type,
    aggregateType: aggregate.type,
    aggregateId: aggregate.id,
    payload: parsed.data as object,
    actor: actorText(requestContext.actor()),
    requestId: requestContext.get()?.requestId ?? null,
    occurredAt: clock.now(),
  };
}

/**
 * Stores an event in the caller's transaction: it goes out if and only if that transaction commits, at least once.
 * The caller holds a lock on the aggregate's row, so that the order of its events is the order of its changes.
 *
 * @returns the event's id.
 * @throws Error when the payload does not have the declared shape.
 */
export async function appendEvent<T extends EventType>(tx: Tx, type: T, aggregate: Aggregate, payload: MangroveEvents[T]): Promise<string> {
  const event = eventRecord(type, aggregate, payload);
  await tx.query('SELECT mangrove_append_events($1)', [JSON.stringify([event])]);
  tx.afterCommit(wakeRelay);
  return event.id;
}
