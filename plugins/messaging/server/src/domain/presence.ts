export const PRESENCE_STATES = ['online', 'offline'] as const;
export type PresenceState = (typeof PRESENCE_STATES)[number];

/** Whoever comes back within this time was never away: a page that is reloaded, a train in a tunnel. */
export const AWAY_AFTER_MS = 5_000;

/** Who is connected to one server, over all of their devices. Times are milliseconds that only move forward. */
export interface Attendance {
  /** One more connection of somebody. @returns whether they were away until now. */
  arrive(personId: string): boolean;
  /** One connection less. */
  leave(personId: string, nowMs: number): void;
  /** Takes out, once, who has had no connection for long enough. */
  takeGone(nowMs: number): string[];
  isHere(personId: string): boolean;
  everybody(): string[];
}

export function createAttendance(): Attendance {
  const people = new Map<string, { connections: number; leftAtMs: number }>();
  const leaving = new Set<string>();
  return {
    arrive(personId) {
      const found = people.get(personId);
      leaving.delete(personId);
      if (found) found.connections += 1;
      else people.set(personId, { connections: 1, leftAtMs: 0 });
      return found === undefined;
    },
    leave(personId, nowMs) {
      const found = people.get(personId);
      if (!found || found.connections === 0) return;
      found.connections -= 1;
      if (found.connections > 0) return;
      found.leftAtMs = nowMs;
      leaving.add(personId);
    },
    takeGone(nowMs) {
      const gone = [...leaving].filter((personId) => nowMs - (people.get(personId)?.leftAtMs ?? 0) >= AWAY_AFTER_MS);
      for (const personId of gone) {
        leaving.delete(personId);
        people.delete(personId);
      }
      return gone;
    },
    isHere: (personId) => people.has(personId),
    everybody: () => [...people.keys()],
  };
}

/** What somebody is shown of another: nothing tells apart who is away from whom they may not see. */
export const shownState = (isOnline: boolean, mayBeSeen: boolean): PresenceState => (isOnline && mayBeSeen ? 'online' : 'offline');

/**
 * Whether a look at somebody is believed. That they came is believed at once; that they are gone, though nobody said so,
 * only when it is seen twice: a Redis that has just come back empty knows of nobody for a moment.
 */
export function isBelieved(known: { isOnline: boolean; isDoubted: boolean }, isOnline: boolean): boolean {
  if (isOnline === known.isOnline) {
    known.isDoubted = false;
    return false;
  }
  if (isOnline || known.isDoubted) return true;
  known.isDoubted = true;
  return false;
}
