import type { Core } from '@strapi/strapi';
import { feed } from '../services/log/feed';
import { onRoomAnnounced } from '../services/rooms/announce';
import { onTyping } from '../services/typing';
import { channelOfPerson, channelOfRoom, type Connection } from './connection';
import { evict } from './evict';
import { all, hearing, type Namespaces } from './namespaces';

/**
 * Hands what happens to the sockets of this server. Always `local`: events of the log reach other servers as events, not
 * as packets, since each server keeps their order for its own sockets.
 */
export function emitEvents(strapi: Core.Strapi, namespaces: Namespaces, connections: ReadonlyMap<string, Connection>): void {
  feed(strapi).onEvents((events) => {
    for (const event of events) {
      const channel = channelOfRoom(event.roomId);
      for (const namespace of hearing(namespaces, [channel])) namespace.local.to(channel).emit('room:event', event);
      if (event.type === 'member.removed') evict(strapi, namespaces, connections, event.roomId, event.data.userId);
    }
  });
  onRoomAnnounced(strapi, (personIds, event) => {
    const channels = personIds.map(channelOfPerson);
    for (const namespace of hearing(namespaces, channels)) namespace.local.to(channels).except(channelOfRoom(event.roomId)).emit('room:event', event);
  });
  onTyping(strapi, (typing) => {
    const channel = channelOfRoom(typing.roomId);
    for (const namespace of hearing(namespaces, [channel])) namespace.local.volatile.to(channel).emit('typing', typing);
  });
  // Whoever has seen another telling of a log comes back and says which.
  feed(strapi).onNewEpoch(() => {
    for (const { sockets } of all(namespaces)) for (const socket of sockets.values()) socket.conn.close();
  });
}
