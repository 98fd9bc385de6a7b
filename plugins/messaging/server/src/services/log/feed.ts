import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import { advance, isBehind, moveTo, type RoomCursor } from '../../domain/heads';
import { currentEpoch, refreshEpoch } from './epoch';
import { readEvents, readHeads, readMovedHeads } from './read';

/**
 * Passes the events of rooms on to the listeners of this server: each once, in order, without a hole, whoever stored it.
 * What arrives too early waits for what is missing, and what does not arrive is read from the table: it must be there,
 * since the order of commits is the order of the log.
 */
export interface Feed {
  /** Events that this server committed; in any order, and as often as you like. */
  committed(events: readonly RoomEvent[]): void;
  /** Events that another server says it committed; likewise. */
  heard(events: readonly RoomEvent[]): void;
  /** For who tells other servers what was committed here. */
  onCommitted(listener: (events: readonly RoomEvent[]) => void): void;
  /** Follows a room. Resolves once every event that is committed from now on will be passed on. */
  track(roomId: string): Promise<void>;
  untrack(roomId: string): void;
  /** Where a room stands, if it is followed. */
  headOf(roomId: string): number | undefined;
  onEvents(listener: (events: readonly RoomEvent[]) => void): void;
  /** The logs are another telling now: whoever has seen the old one must begin anew. */
  onNewEpoch(listener: () => void): void;
  /** Compares every followed room with the table and passes on what is missing. */
  sweep(): Promise<void>;
}

interface Followed extends RoomCursor<RoomEvent> {
  /** The head is not known yet: everything is held. */
  isStarting: boolean;
  ready: Promise<void>;
  repair: NodeJS.Timeout | undefined;
}

/** A hole often closes by itself: two connections were answered in the other order. */
const REPAIR_DELAY_MS = 30;
const REPAIR_PAGE = 200;
const HEADS_OF_A_STATEMENT = 1_000;

function createFeed(strapi: Core.Strapi): Feed {
  const rooms = new Map<string, Followed>();
  const listeners: ((events: readonly RoomEvent[]) => void)[] = [];
  const epochListeners: (() => void)[] = [];
  const tellers: ((events: readonly RoomEvent[]) => void)[] = [];

  const pass = (events: readonly RoomEvent[]) => {
    if (events.length > 0) for (const listener of listeners) listener(events);
  };

  function mend(roomId: string, room: Followed): void {
    if (room.isStarting || room.repair || !isBehind(room)) return;
    room.repair = setTimeout(() => {
      room.repair = undefined;
      // Another hole may have opened meanwhile; and what failed now is tried again by the sweep.
      catchUp(roomId, room).then(
        () => mend(roomId, room),
        (error: unknown) => strapi.log.warn('Events of a room could not be read; the next sweep tries again.', { roomId, error }),
      );
    }, REPAIR_DELAY_MS).unref();
  }

  /** Passes on everything behind the cursor that the table has. */
  async function catchUp(roomId: string, room: Followed): Promise<void> {
    for (let hasMore = true; hasMore && rooms.get(roomId) === room; ) {
      const events = await readEvents(sql(strapi), roomId, { after: room.head, limit: REPAIR_PAGE }, currentEpoch(strapi));
      hasMore = events.length === REPAIR_PAGE;
      pass(events.flatMap((event) => advance(room, event)));
    }
  }

  async function begin(roomId: string, room: Followed): Promise<void> {
    const heads = await readHeads(sql(strapi), [roomId]);
    room.isStarting = false;
    pass(moveTo(room, heads.get(roomId) ?? 0));
    mend(roomId, room);
  }

  function take(events: readonly RoomEvent[]): void {
    for (const event of events) {
      const room = rooms.get(event.roomId);
      if (!room) continue;
      pass(advance(room, event));
      mend(event.roomId, room);
    }
  }

  return {
    committed(events) {
      take(events);
      if (events.length > 0) for (const tell of tellers) tell(events);
    },
    heard: take,
    onCommitted: (listener) => void tellers.push(listener),

    track(roomId) {
      const known = rooms.get(roomId);
      if (known) return known.ready;
      // Behind every event there is, so that all of them are held until the head is known.
      const room: Followed = { head: -1, held: new Map(), isStarting: true, ready: Promise.resolve(), repair: undefined };
      rooms.set(roomId, room);
      room.ready = begin(roomId, room).catch((error: unknown) => {
        if (rooms.get(roomId) === room) rooms.delete(roomId);
        throw error;
      });
      return room.ready;
    },

    untrack(roomId) {
      clearTimeout(rooms.get(roomId)?.repair);
      rooms.delete(roomId);
    },

    headOf(roomId) {
      const room = rooms.get(roomId);
      return room?.isStarting === false ? room.head : undefined;
    },
    onEvents: (listener) => void listeners.push(listener),
    onNewEpoch: (listener) => void epochListeners.push(listener),

    async sweep() {
      const isOtherEpoch = await refreshEpoch(strapi);
      const followed = [...rooms].filter(([, { isStarting }]) => !isStarting);
      for (let from = 0; from < followed.length; from += HEADS_OF_A_STATEMENT) {
        const slice = followed.slice(from, from + HEADS_OF_A_STATEMENT);
        if (isOtherEpoch) {
          const heads = await readHeads(sql(strapi), slice.map(([roomId]) => roomId));
          // Another telling may be shorter than the one before.
          for (const [roomId, room] of slice) moveTo(room, heads.get(roomId) ?? 0);
          continue;
        }
        const moved = await readMovedHeads(sql(strapi), new Map(slice.map(([roomId, { head }]) => [roomId, head])));
        for (const [roomId, room] of slice) if ((moved.get(roomId) ?? 0) > room.head) await catchUp(roomId, room);
      }
      if (isOtherEpoch) for (const listener of epochListeners) listener();
    },
  };
}

const feeds = new WeakMap<Core.Strapi, Feed>();

/** The feed of this server. */
export function feed(strapi: Core.Strapi): Feed {
  let found = feeds.get(strapi);
  if (!found) {
    found = createFeed(strapi);
    feeds.set(strapi, found);
  }
  return found;
}
