import type { Core } from '@strapi/strapi';
import { createPump, type Pump } from '#kernel';
import { onSanction } from '../services/moderation/sanction-news';
import { banned } from '../services/moderation/standing';
import { withoutTickets } from '../services/moderation/support';
import type { Connection } from './connection';
import { heardRooms, unlisten } from './subscriptions';

const POLL_MS = 1_000;

/**
 * Keeps in mind which connections are those of people who are banned everywhere, and takes them out of every room
 * but those of their tickets,
 * whichever server banned them: one query for all of them, once a second. PostgreSQL refuses what they would change in
 * any case; this is for what they would hear.
 */
export function watchBans(strapi: Core.Strapi, connections: ReadonlyMap<string, Connection>): Pump {
  const pump = createPump({
    pollIntervalMs: POLL_MS,
    onError: (error) => strapi.log.warn('Bans of connected people could not be looked up; trying again.', { error }),
    async pass() {
      const people = new Set([...connections.values()].flatMap(({ viewer }) => (viewer.kind === 'user' ? [viewer.id] : [])));
      if (people.size === 0) return false;
      const ends = await banned(strapi, [...people]);
      for (const connection of [...connections.values()]) {
        connection.bannedUntil = ends.get(connection.viewer.id);
        // Each time: an event that was under way may have let them in meanwhile.
        if (connection.bannedUntil) for (const roomId of await withoutTickets(strapi, heardRooms(connection))) unlisten(connection, roomId);
      }
      return false;
    },
  });
  onSanction(strapi, () => pump.wake());
  return pump;
}
