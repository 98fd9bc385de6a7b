import { backoffMs, type BackoffLimits } from './backoff.ts';
import type { Connection } from './connection.ts';
import { isWorthRepeating, MessagingRefused, retryAfterMs } from './failures.ts';
import { announce, beginAt, isBehind, receive, synced, type RoomLog, type Step } from './room-log.ts';
import { tell } from './tell.ts';
import type { Refusal, RoomEvent, RoomSnapshot } from './wire.ts';

export interface RoomListener {
  /** The next events of the log: each once, in order, without a hole. */
  onEvents(events: readonly RoomEvent[]): void;
  /** What came before is void: show the snapshot and whatever `onEvents` brings from here on. */
  onReset?(snapshot: RoomSnapshot): void;
  /** The room is not there any more, at least not for this person. */
  onClosed?(why: Refusal): void;
}

/** Where an earlier run of the application ended; what it kept from then is continued. */
export interface From {
  seq: number;
  epoch: string;
}

interface OpenRoom {
  log: RoomLog;
  /** Whether the server knows on this connection that we listen. */
  isHeard: boolean;
  listener: RoomListener;
}

/** What the server takes in one question. */
const MOST_OF_A_SYNC = 100;
/** A hole often closes by itself: events of one moment may be told in another order. */
const HOLE_MS = 100;
const GONE: Refusal = { code: 'KERNEL_NOT_FOUND', message: 'This room does not exist, or you are not in it.' };

/** Keeps the logs of all open rooms. One question at a time, for all rooms that have one. */
export function createRooms(connection: Pick<Connection, 'ask' | 'isOpen'>, backoff: BackoffLimits, onUnopened: (event: RoomEvent) => void) {
  const rooms = new Map<string, OpenRoom>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;
  let failures = 0;

  const needing = () => [...rooms].filter(([, { isHeard, log }]) => !isHeard || isBehind(log));

  function askIn(ms: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void ask();
    }, ms);
  }

  async function ask(): Promise<void> {
    const asked = needing().slice(0, MOST_OF_A_SYNC);
    // Whoever asks now looks again when the answer is there.
    if (isAsking || asked.length === 0 || !connection.isOpen()) return;
    isAsking = true;
    let waitMs = HOLE_MS;
    try {
      await sync(asked);
      failures = 0;
      // The rooms that did not fit into this question.
      if (asked.length === MOST_OF_A_SYNC) waitMs = 0;
    } catch (error) {
      if (isWorthRepeating(error)) waitMs = retryAfterMs(error) ?? backoffMs(failures++, backoff);
      else for (const [roomId] of asked) shut(roomId, refusalOf(error));
    } finally {
      isAsking = false;
    }
    if (needing().length > 0) askIn(waitMs);
  }

  async function sync(asked: readonly [string, OpenRoom][]): Promise<void> {
    const before = new Map(asked.map(([roomId, { log }]) => [roomId, log]));
    const epochs = [...before].flatMap(([roomId, { epoch }]) => (epoch === undefined ? [] : [[roomId, epoch] as const]));
    const answer = await connection.ask('room:sync', {
      rooms: Object.fromEntries([...before].map(([roomId, { applied }]) => [roomId, applied])),
      ...(epochs.length > 0 ? { epochs: Object.fromEntries(epochs) } : {}),
    });
    for (const [roomId, room] of asked) {
      // Closed meanwhile, perhaps opened anew.
      if (rooms.get(roomId) !== room) continue;
      const known = answer.rooms[roomId];
      room.isHeard = true;
      if (known) take(room, synced(room.log, before.get(roomId) ?? room.log, known));
      else shut(roomId, GONE);
    }
  }

  function take(room: OpenRoom, { log, events, reset }: Step): void {
    room.log = log;
    if (reset) tell(() => room.listener.onReset?.(reset));
    if (events.length > 0) tell(() => room.listener.onEvents(events));
  }

  function shut(roomId: string, why: Refusal): void {
    const room = rooms.get(roomId);
    rooms.delete(roomId);
    if (room) tell(() => room.listener.onClosed?.(why));
  }

  return {
    open(roomId: string, listener: RoomListener, from?: From): void {
      if (rooms.has(roomId)) throw new Error(`Room ${roomId} is open already.`);
      rooms.set(roomId, { log: beginAt(from?.seq, from?.epoch), isHeard: false, listener });
      askIn(0);
    },
    close(roomId: string): void {
      if (!rooms.delete(roomId) || !connection.isOpen()) return;
      // Where this is lost, so is the connection, and the next one will not listen to the room.
      connection.ask('room:leave', { roomId }).catch(() => undefined);
    },
    event(event: RoomEvent): void {
      const room = rooms.get(event.roomId);
      if (!room) {
        tell(() => onUnopened(event));
        return;
      }
      take(room, receive(room.log, event));
      if (isBehind(room.log)) askIn(HOLE_MS);
    },
    heads(heads: Readonly<Record<string, number>>): void {
      for (const [roomId, head] of Object.entries(heads)) {
        const room = rooms.get(roomId);
        if (room) room.log = announce(room.log, head);
      }
      if (needing().length > 0) askIn(HOLE_MS);
    },
    /** A connection is open: the server listens for none of our rooms yet. */
    opened(): void {
      for (const room of rooms.values()) room.isHeard = false;
      clearTimeout(timer);
      timer = undefined;
      askIn(0);
    },
    stop: (): void => clearTimeout(timer),
  };
}

const refusalOf = (error: unknown): Refusal => (error instanceof MessagingRefused ? { code: error.code, message: error.message, details: error.details } : { code: 'KERNEL_INTERNAL', message: String(error) });
