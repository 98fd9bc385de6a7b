import type { Core } from '@strapi/strapi';
import { feed } from '../services/log/feed';
import { channelOfRoom, type Connection } from './connection';
import { hearing, type Namespaces } from './namespaces';
import { heardRooms } from './subscriptions';

const LIVELY_MS = 5_000;
const ALL_SECONDS = 30;

/**
 * Announces where rooms stand, so that the loss of a last event is noticed too: nothing behind it would show the hole.
 * Lively rooms for two rounds after their last event; everything else every half minute, a part of the sockets each second.
 *
 * @returns a function that stops it.
 */
export function announceHeads(strapi: Core.Strapi, namespaces: Namespaces, connections: ReadonlyMap<string, Connection>): () => void {
  let now = new Set<string>();
  let before = new Set<string>();
  let second = 0;
  feed(strapi).onEvents((events) => {
    for (const { roomId } of events) now.add(roomId);
  });

  const announceLively = () => {
    const heads = feed(strapi).heads();
    for (const roomId of new Set([...now, ...before])) {
      const head = heads.get(roomId);
      if (head === undefined) continue;
      const channel = channelOfRoom(roomId);
      for (const namespace of hearing(namespaces, [channel])) namespace.local.to(channel).emit('room:heads', { [roomId]: head });
    }
    before = now;
    now = new Set();
  };

  const announceAll = () => {
    const heads = feed(strapi).heads();
    let index = 0;
    for (const connection of connections.values()) {
      index += 1;
      if (index % ALL_SECONDS !== second) continue;
      const own = heardRooms(connection).flatMap((roomId) => (heads.has(roomId) ? [[roomId, heads.get(roomId) ?? 0] as const] : []));
      if (own.length > 0) connection.socket.emit('room:heads', Object.fromEntries(own));
    }
    second = (second + 1) % ALL_SECONDS;
  };

  const timers = [setInterval(announceLively, LIVELY_MS), setInterval(announceAll, 1_000)];
  for (const timer of timers) timer.unref();
  return () => timers.forEach((timer) => clearInterval(timer));
}
