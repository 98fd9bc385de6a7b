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

/** An event ready to be stored: the arguments of `mangrove_append_event`, in their order. */
export type EventArguments = readonly [
  id: string, type: string, aggregateType: string, aggregateId: string, payload: string, actor: string, requestId: string | null, at: Date,
];

/**
 * Checks an event and gives what `SELECT mangrove_append_event($1 … $8)` takes: for a hot path that stores the event in
 * the same statement as the change. Everybody else calls `appendEvent`. Call `wakeRelay` after the COMMIT.
 *
 * @throws Error when the payload does not have the declared shape: a mistake of the caller, found before anything commits.
 */
export function eventArguments<T extends EventType>(type: T, aggregate: Aggregate, payload: MangroveEvents[T]): EventArguments {
  const parsed = declarationOf(type).payload.safeParse(payload);
  if (!parsed.success) throw new Error(`The payload of "${type}" is wrong: ${parsed.error.message}`);
  const { actor, requestId } = { actor: actorText(requestContext.actor()), requestId: requestContext.get()?.requestId ?? null };
  return [newId('evt'), type, aggregate.type, aggregate.id, JSON.stringify(parsed.data), actor, requestId, clock.now()];
}

/**
 * Stores an event in the caller's transaction: it goes out if and only if that transaction commits, at least once.
 * The caller holds a lock on the aggregate's row, so that the order of its events is the order of its changes.
 *
 * @returns the event's id.
 * @throws Error when the payload does not have the declared shape.
 */
export async function appendEvent<T extends EventType>(tx: Tx, type: T, aggregate: Aggregate, payload: MangroveEvents[T]): Promise<string> {
  const values = eventArguments(type, aggregate, payload);
  await tx.query('SELECT mangrove_append_event($1, $2, $3, $4, $5, $6, $7, $8)', values);
  tx.afterCommit(wakeRelay);
  return values[0];
}
