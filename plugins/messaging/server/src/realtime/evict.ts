import type { Core } from '@strapi/strapi';
import { visibleRooms } from '../services/rooms/open';
import { channelOfPerson, channelOfRoom, type Connection } from './connection';
import { all, type Namespaces } from './namespaces';
import { listen, unlisten } from './subscriptions';

/**
 * Takes the sockets of somebody who is no longer a member out of a room, at once. Who was brought back meanwhile hears
 * it again: the event that we follow may be older than their coming back.
 */
export function evict(strapi: Core.Strapi, namespaces: Namespaces, connections: ReadonlyMap<string, Connection>, roomId: string, personId: string): void {
  const channel = channelOfPerson(personId);
  for (const socketId of all(namespaces).flatMap(({ adapter }) => [...(adapter.rooms.get(channel) ?? [])])) {
    const connection = connections.get(socketId);
    if (!connection?.socket.rooms.has(channelOfRoom(roomId))) continue;
    unlisten(connection, roomId);
    comeBack(strapi, connection, roomId).catch((error: unknown) => {
      unlisten(connection, roomId);
      strapi.log.warn('It could not be checked whether somebody is a member of a room again; their client has to join it.', { roomId, personId, error });
    });
  }
}

/** As when a client joins: in the channel first, looked at second, so that no later removal is missed. */
async function comeBack(strapi: Core.Strapi, connection: Connection, roomId: string): Promise<void> {
  await listen(strapi, connection, [roomId]);
  if (!(await visibleRooms(strapi, connection.viewer, [roomId])).has(roomId)) unlisten(connection, roomId);
}
