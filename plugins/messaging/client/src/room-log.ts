/**
 * The rule by which a client keeps a room's log without a hole, as pure functions: no socket, no clock, no dependency.
 *
 * Events may come late, twice, in any order, or not at all. What is next is applied, what was applied is dropped, what is
 * too early waits, and where something is missing the client asks with `room:sync`. Whatever happens on the way, what has
 * been applied is the beginning of the room's log, each event once.
 *
 * @example
 * let log = emptyLog<RoomEvent>();
 * socket.on('room:event', (event) => { const step = receive(log, event); log = step.log; step.apply.forEach(show); });
 * // Where log.needsSync: const { rooms } = await socket.emitWithAck('room:sync', { rooms: { [roomId]: log.applied } });
 * // then: const step = synced(log, rooms[roomId], since);
 */

/** An entry of a log, as far as its place is concerned. */
export interface LogEvent {
  readonly epoch: string;
  /** 1, 2, 3, … without a hole. */
  readonly seq: number;
}

export interface RoomLog<E extends LogEvent> {
  /** In which telling of the log; `undefined` before anything is known. */
  readonly epoch: string | undefined;
  /** Everything up to here has been applied. */
  readonly applied: number;
  /** What came too early, by its place. */
  readonly held: ReadonlyMap<number, E>;
  /** Whether something is missing: ask with `room:sync` and hand the answer to `synced`. */
  readonly needsSync: boolean;
}

/** What `room:sync` answers for one room. */
export interface SyncAnswer<E extends LogEvent, S> {
  readonly epoch: string;
  readonly head: number;
  readonly limited: boolean;
  readonly events: readonly E[];
  readonly snapshot?: S;
}

export interface Step<E extends LogEvent, S = never> {
  readonly log: RoomLog<E>;
  /** Apply these now, in this order. */
  readonly apply: readonly E[];
  /** Before that, throw away what the room was like and begin with this. */
  readonly reset?: S | undefined;
}

/** More than this is not held: the sync brings it. */
const MOST_HELD = 1_000;

/** A log of which nothing is known yet. Begin with a sync from 0. */
export const emptyLog = <E extends LogEvent>(): RoomLog<E> => ({ epoch: undefined, applied: 0, held: new Map(), needsSync: true });

/** Applies events that are next to those before them, and whatever waited behind them. */
function advance<E extends LogEvent>(log: RoomLog<E>, events: readonly E[]): { log: RoomLog<E>; apply: E[] } {
  const held = new Map(log.held);
  for (const event of events) if (event.seq > log.applied && (held.size < MOST_HELD || event.seq === log.applied + 1)) held.set(event.seq, event);
  const apply: E[] = [];
  let { applied } = log;
  for (let next = held.get(applied + 1); next; next = held.get(applied + 1)) {
    apply.push(next);
    held.delete(next.seq);
    applied = next.seq;
  }
  for (const seq of held.keys()) if (seq <= applied) held.delete(seq);
  return { log: { ...log, applied, held }, apply };
}

/** Takes a `room:event`. */
export function receive<E extends LogEvent>(log: RoomLog<E>, event: E): Step<E> {
  // Another telling of the log: what we have may never have happened.
  if (log.epoch !== undefined && event.epoch !== log.epoch) return { log: { ...log, needsSync: true }, apply: [] };
  const step = advance(log, [event]);
  const isMissing = step.log.held.size > 0 || event.seq > step.log.applied;
  return { log: { ...step.log, epoch: log.epoch ?? event.epoch, needsSync: log.needsSync || isMissing }, apply: step.apply };
}

/** Takes a head from `room:heads`, or the `seq` of `room:join`: where it is beyond what was applied, something is missing. */
export const noticeHead = <E extends LogEvent>(log: RoomLog<E>, head: number): RoomLog<E> => (head > log.applied ? { ...log, needsSync: true } : log);

/**
 * Takes the answer of a `room:sync`.
 *
 * @param since what was sent as the last applied event: an answer to a question of long ago is no reason to begin anew.
 */
export function synced<E extends LogEvent, S>(log: RoomLog<E>, answer: SyncAnswer<E, S>, since: number): Step<E, S> {
  const isStale = answer.epoch === log.epoch && since <= answer.head && answer.head <= log.applied;
  if (isStale) return { log: { ...log, needsSync: log.held.size > 0 }, apply: [] };
  const isAnew = answer.limited || (log.epoch !== undefined && answer.epoch !== log.epoch);
  if (isAnew && !answer.limited) return { log: { ...log, needsSync: true }, apply: [] };
  const first = answer.events[0]?.seq ?? answer.head + 1;
  const held = new Map([...log.held].filter(([, event]) => event.epoch === answer.epoch));
  const begun: RoomLog<E> = { ...log, epoch: answer.epoch, held, applied: isAnew ? first - 1 : log.applied };
  const step = advance(begun, answer.events);
  const needsSync = step.log.held.size > 0 || step.log.applied < answer.head;
  return { log: { ...step.log, needsSync }, apply: step.apply, ...(isAnew ? { reset: answer.snapshot } : {}) };
}
