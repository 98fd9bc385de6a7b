import type { Core } from '@strapi/strapi';
import { feed } from '../services/log/feed';
import { channelOfRoom, type Connection } from './connection';
import { hearing, type Namespaces } from './namespaces';
import { heardRooms } from './subscriptions';

const TICK_MS = 1_000;
const QUIET_MS = 2_000;
const ALL_SECONDS = 30;
/** Of rooms, between which other work is done: each goes to all who listen there. */
const ROOMS_AT_ONCE = 20;

/**
 * Announces where rooms stand, so that the loss of a last event is noticed too: nothing behind it would show the hole.
 * A room once it has been quiet for two seconds, since until then its next event shows what is missing; all rooms every
 * half minute, a part of the sockets each second.
 *
 * @returns a function that stops it.
 */
export function announceHeads(strapi: Core.Strapi, namespaces: Namespaces, connections: ReadonlyMap<string, Connection>): () => void {
  /** The rooms in which something happened, and when it last did; the longest ago first. */
  const lively = new Map<string, number>();
  let second = 0;
  feed(strapi).onEvents((events) => {
    const now = performance.now();
    for (const { roomId } of events) {
      lively.delete(roomId);
      lively.set(roomId, now);
    }
  });

  const announce = (roomId: string) => {
    const head = feed(strapi).headOf(roomId);
    if (head === undefined) return;
    const channel = channelOfRoom(roomId);
    for (const namespace of hearing(namespaces, [channel])) namespace.local.to(channel).emit('room:heads', { [roomId]: head });
  };

  const announceQuiet = () => {
    const until = performance.now() - QUIET_MS;
    let announced = 0;
    for (const [roomId, at] of lively) {
      if (at > until) return;
      if (announced === ROOMS_AT_ONCE) {
        setImmediate(announceQuiet);
        return;
      }
      announced += 1;
      lively.delete(roomId);
      announce(roomId);
    }
  };

  const announceAll = () => {
    let index = 0;
    for (const connection of connections.values()) {
      index += 1;
      if (index % ALL_SECONDS !== second) continue;
      const own = heardRooms(connection).flatMap((roomId) => {
        const head = feed(strapi).headOf(roomId);
        return head === undefined ? [] : [[roomId, head] as const];
      });
      if (own.length > 0) connection.socket.emit('room:heads', Object.fromEntries(own));
    }
    second = (second + 1) % ALL_SECONDS;
  };

  const timers = [setInterval(announceQuiet, TICK_MS), setInterval(announceAll, TICK_MS)];
  for (const timer of timers) timer.unref();
  return () => timers.forEach((timer) => clearInterval(timer));
}
