import type { Socket as EngineSocket } from 'engine.io';
import { createBuckets } from '#kernel';
import type { Connection } from './connection';
import { terminate } from './engine-edge';

export interface Floods {
  /** @returns 0, or after how many seconds the event may be sent again. */
  take(connection: Connection, cost: number): number;
  /** Counts an event that was refused for its form or its frequency. @returns whether that was one too many. */
  isTooMuch(connection: Connection): boolean;
  /** Looks at a connection from its first packet on, before anybody has parsed one. */
  watch(conn: EngineSocket, hasEntered: () => boolean): void;
}

const MOST_KEYS = 20_000;
/** Refusals that a connection may run into at once, and then a second. */
const REFUSALS = { capacity: 50, refillPerSecond: 5 };
/** What a client sends before it is in: to enter a namespace, and perhaps to answer a ping. */
const PACKETS_BEFORE_ENTRY = 10;

export function createFloods(eventsPerSecond: number): Floods {
  const burst = 2 * eventsPerSecond;
  const connections = createBuckets({ capacity: burst, refillPerSecond: eventsPerSecond, maxKeys: MOST_KEYS });
  const people = createBuckets({ capacity: 2 * burst, refillPerSecond: 2 * eventsPerSecond, maxKeys: MOST_KEYS });
  const refusals = createBuckets({ ...REFUSALS, maxKeys: MOST_KEYS });
  // Above what is refused politely: whoever ignores the refusals costs us no more than the reading of bytes.
  const packets = createBuckets({ capacity: 4 * burst, refillPerSecond: 4 * eventsPerSecond, maxKeys: MOST_KEYS });
  return {
    take: ({ socket, viewer }, cost) => Math.max(connections.take(socket.id, cost), people.take(viewer.id, cost)),
    isTooMuch: ({ socket }) => refusals.take(socket.id) > 0,
    watch(conn, hasEntered) {
      const id = (conn as unknown as { id: string }).id;
      let before = 0;
      conn.on('packet', () => {
        const isTooEarly = !hasEntered() && (before += 1) > PACKETS_BEFORE_ENTRY;
        if (isTooEarly || packets.take(id) > 0) terminate(conn);
      });
    },
  };
}
