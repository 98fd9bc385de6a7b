import type { RoomEvent, RoomSnapshot, RoomSync } from './wire.ts';

/**
 * How far a client has come in a room's log. The rule: the next event is applied, an older one dropped, a later one held
 * until what precedes it has come, by itself or because the client asked. Pure: every function answers a new state.
 */
export interface RoomLog {
  /** `undefined` before the first answer. */
  readonly epoch: string | undefined;
  /** The last event that was applied; all before it were, too. */
  readonly applied: number;
  /** The last event that is known to exist. */
  readonly head: number;
  /** Events that came before those that precede them, by seq. */
  readonly held: ReadonlyMap<number, RoomEvent>;
}

export interface Step {
  readonly log: RoomLog;
  /** To be applied now, in this order. */
  readonly events: readonly RoomEvent[];
  /** Where it is set, whatever was applied before is void: begin anew from it, then apply `events`. */
  readonly reset?: RoomSnapshot;
}

/** More than this is not held: whoever is so far behind is given a snapshot. */
const MOST_HELD = 1_000;

/** A log that begins, or goes on where an earlier run of the client ended. */
export const beginAt = (applied = 0, epoch?: string): RoomLog => ({ epoch, applied, head: applied, held: new Map() });

/** Whether there is something to ask the server for. */
export const isBehind = ({ epoch, applied, head, held }: RoomLog): boolean => epoch === undefined || head > applied || held.size > 0;

/** Takes an event, in whatever order and however often it comes. */
export function receive(log: RoomLog, event: RoomEvent): Step {
  // Of another epoch it says nothing about this log's numbers. It is kept, for the answer that will say which epoch holds.
  if (event.epoch !== log.epoch) return { log: hold(log, event), events: [] };
  if (event.seq <= log.applied) return { log, events: [] };
  const known = { ...log, head: Math.max(log.head, event.seq) };
  return event.seq === log.applied + 1 ? goOn(known, [event]) : { log: hold(known, event), events: [] };
}

/** Takes note of where the server says the room stands: what is missing at the very end shows in nothing else. */
export const announce = (log: RoomLog, head: number): RoomLog => (head > log.head ? { ...log, head } : log);

/** Takes the answer to a question that was asked when the log was as in `asked`. */
export function synced(log: RoomLog, asked: RoomLog, answer: RoomSync): Step {
  const { epoch, limited, events, snapshot } = answer;
  // Now it is known which epoch holds, what came of another is void.
  const held = new Map([...log.held].filter(([, event]) => event.epoch === epoch));
  // What was announced before the question may have been taken back by a backup; what was announced since has not.
  const head = log.head > asked.head ? Math.max(answer.head, log.head) : answer.head;
  if (!limited) return goOn({ epoch, applied: log.applied, head, held }, events.filter(({ seq }) => seq > log.applied));
  // While the answer was under way the missing events came by themselves: what has been applied needs no replacement.
  if (epoch === log.epoch && log.applied > asked.applied) return { log: { ...log, held }, events: [] };
  const anew = goOn({ epoch, applied: (events[0]?.seq ?? answer.head + 1) - 1, head, held }, events);
  return snapshot ? { ...anew, reset: snapshot } : anew;
}

/** Applies events that are next, and what was held behind them; forgets what came too late. */
function goOn(log: RoomLog, next: readonly RoomEvent[]): Step {
  const events = [...next];
  let applied = events.at(-1)?.seq ?? log.applied;
  const held = new Map(log.held);
  const heldNext = () => {
    const event = held.get(applied + 1);
    return event?.epoch === log.epoch ? event : undefined;
  };
  for (let event = heldNext(); event; event = heldNext()) {
    events.push(event);
    applied = event.seq;
  }
  for (const [seq, { epoch }] of held) if (epoch === log.epoch && seq <= applied) held.delete(seq);
  const known = [...held.values()].filter(({ epoch }) => epoch === log.epoch).map(({ seq }) => seq);
  return { log: { ...log, applied, head: Math.max(log.head, applied, ...known), held }, events };
}

const hold = (log: RoomLog, event: RoomEvent): RoomLog => (log.held.size < MOST_HELD ? { ...log, held: new Map(log.held).set(event.seq, event) } : log);
