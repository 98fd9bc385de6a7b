import type { RoomEvent, RoomSnapshot } from '../api/types';

/** What is known of a room's log: a part without a hole that ends with the last event. */
export interface LogView {
  readonly events: readonly RoomEvent[];
  /** Where it began anew, who had read up to where at its end then. */
  readonly readSeqs: Readonly<Record<string, number>>;
  /** Whether the log has been read at all. */
  readonly isRead: boolean;
}

export const EMPTY_LOG: LogView = { events: [], readSeqs: {}, isRead: false };

export const begunAnew = ({ members }: RoomSnapshot): LogView => ({ events: [], readSeqs: Object.fromEntries(members.map(({ id, readSeq }) => [id, readSeq])), isRead: true });

export function continued({ events, readSeqs }: LogView, next: readonly RoomEvent[]): LogView {
  const moved = next.flatMap((event) => (event.type === 'read.moved' ? [[event.actorId, event.data.seq] as const] : []));
  return { events: [...events, ...next], readSeqs: { ...readSeqs, ...Object.fromEntries(moved) }, isRead: true };
}

/** With what came before the first event that is known; what does not end right there is of no use. */
export function preceded(log: LogView, earlier: readonly RoomEvent[]): LogView {
  const first = log.events[0];
  const last = earlier.at(-1);
  if (!first || !last || last.epoch !== first.epoch || last.seq !== first.seq - 1) return log;
  return { ...log, events: [...earlier, ...log.events] };
}

/** The first event that is known, where there are others before it. */
export function firstOfRest({ events }: LogView): number | undefined {
  const seq = events[0]?.seq;
  return seq === undefined || seq === 1 ? undefined : seq;
}

export const lastSeq = ({ events }: LogView): number => events.at(-1)?.seq ?? 0;
