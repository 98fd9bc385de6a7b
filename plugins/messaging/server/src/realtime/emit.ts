import type { Core } from '@strapi/strapi';
import { feed } from '../services/log/feed';
import { onRoomAnnounced } from '../services/rooms/announce';
import { onTyping } from '../services/typing';
import { channelOfPerson, channelOfRoom, type Connection, type UserNamespace } from './connection';
import { evict } from './evict';

/**
 * Hands what happens to the sockets of this server. Always `local`: events of the log reach other servers as events, not
 * as packets, since each server keeps their order for its own sockets.
 */
export function emitEvents(strapi: Core.Strapi, users: UserNamespace, connections: ReadonlyMap<string, Connection>): void {
  feed(strapi).onEvents((events) => {
    for (const event of events) {
      users.local.to(channelOfRoom(event.roomId)).emit('room:event', event);
      if (event.type === 'member.removed') evict(strapi, users, connections, event.roomId, event.data.userId);
    }
  });
  onRoomAnnounced(strapi, (personIds, event) => void users.local.to(personIds.map(channelOfPerson)).except(channelOfRoom(event.roomId)).emit('room:event', event));
  onTyping(strapi, (typing) => void users.local.volatile.to(channelOfRoom(typing.roomId)).emit('typing', typing));
  // Whoever has seen another telling of a log comes back and says which.
  feed(strapi).onNewEpoch(() => {
    for (const socket of users.sockets.values()) socket.conn.close();
  });
}
