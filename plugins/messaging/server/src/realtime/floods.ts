import type { Socket as EngineSocket } from 'engine.io';
import { createBuckets } from '#kernel';
import type { Connection } from './connection';
import { bytesOf, pauseReading, terminate } from './engine-edge';

export interface Floods {
  /** @returns 0, or after how many seconds the event may be sent again. */
  take(connection: Connection, cost: number): number;
  /** Counts an event that was refused for its form or its frequency. @returns whether that was one too many. */
  isTooMuch(connection: Connection): boolean;
  /** Looks at a connection from its first packet on, before anybody has parsed one. */
  watch(conn: EngineSocket, hasEntered: () => boolean): void;
}

export interface FloodLimits {
  /** Of one connection; of one person twice as many. */
  eventsPerSecond: number;
  /** An address may send as if one in twenty of them did all that it may: many people may stand behind one. */
  connectionsPerAddress: number;
}

const MOST_KEYS = 20_000;
/** Refusals that a connection may run into at once, and then a second. */
const REFUSALS = { capacity: 50, refillPerSecond: 5 };
/** What a client sends before it is in: to enter a namespace, and perhaps to answer a ping. */
const PACKETS_BEFORE_ENTRY = 10;
/** An event of ordinary length. Long ones may come in a burst; whoever sends nothing else is read no faster than this. */
const BYTES_OF_AN_EVENT = 8_192;
const BURST_BYTES = 1_048_576;

const ofAddress = ({ eventsPerSecond, connectionsPerAddress }: FloodLimits): number => eventsPerSecond * Math.max(4, connectionsPerAddress / 20);

export function createFloods(limits: FloodLimits): Floods {
  const { eventsPerSecond } = limits;
  const limit = (perSecond: number) => createBuckets({ capacity: 2 * perSecond, refillPerSecond: perSecond, maxKeys: MOST_KEYS });
  const connections = limit(eventsPerSecond);
  const people = limit(2 * eventsPerSecond);
  const addresses = limit(ofAddress(limits));
  const refusals = createBuckets({ ...REFUSALS, maxKeys: MOST_KEYS });
  // Above what is refused politely: whoever ignores the refusals costs us no more than the reading of bytes.
  const packets = createBuckets({ capacity: 8 * eventsPerSecond, refillPerSecond: 4 * eventsPerSecond, maxKeys: MOST_KEYS });
  const bytesPerSecond = BYTES_OF_AN_EVENT * eventsPerSecond;
  const bytes = createBuckets({ capacity: Math.max(BURST_BYTES, 2 * bytesPerSecond), refillPerSecond: bytesPerSecond, maxKeys: MOST_KEYS });
  return {
    // What one connection is refused anyway takes nothing from its neighbours.
    take: ({ socket, viewer, addressKey }, cost) => connections.take(socket.id, cost) || people.take(viewer.id, cost) || addresses.take(addressKey, cost),
    isTooMuch: ({ socket }) => refusals.take(socket.id) > 0,
    watch(conn, hasEntered) {
      const id = (conn as unknown as { id: string }).id;
      let before = 0;
      conn.on('packet', (packet: { data?: unknown }) => {
        const isTooEarly = !hasEntered() && (before += 1) > PACKETS_BEFORE_ENTRY;
        if (isTooEarly || packets.take(id) > 0) {
          terminate(conn);
          return;
        }
        // Nobody is cut for long messages: the network holds them back until there is time for them.
        const seconds = bytes.take(id, bytesOf(packet));
        if (seconds > 0) pauseReading(conn, seconds * 1_000);
      });
    },
  };
}
