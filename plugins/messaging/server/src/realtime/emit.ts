import type { Core } from '@strapi/strapi';
import type { RoomEvent } from '../domain/event-types';
import { feed } from '../services/log/feed';
import { onRoomAnnounced } from '../services/rooms/announce';
import { onTyping, type ToldTyping } from '../services/typing';
import { channelOfPerson, channelOfRoom, type Connection } from './connection';
import { evict } from './evict';
import { all, hearing, type Namespaces } from './namespaces';

/** Hands something to the sockets of this server that it concerns. */
export interface LocalSockets {
  announce(personIds: readonly string[], event: RoomEvent): void;
  typing(told: ToldTyping): void;
}

/**
 * Hands what happens to the sockets of this server. Always `local`: other servers hear of it as of an event, not as a
 * packet, since each server keeps the order of a log for its own sockets.
 */
export function emitEvents(strapi: Core.Strapi, namespaces: Namespaces, connections: ReadonlyMap<string, Connection>): LocalSockets {
  const sockets: LocalSockets = {
    announce(personIds, event) {
      const channels = personIds.map(channelOfPerson);
      for (const namespace of hearing(namespaces, channels)) namespace.local.to(channels).except(channelOfRoom(event.roomId)).emit('room:event', event);
    },
    typing({ typing, hiddenFrom }) {
      const channel = channelOfRoom(typing.roomId);
      for (const namespace of hearing(namespaces, [channel])) namespace.local.volatile.to(channel).except(hiddenFrom.map(channelOfPerson)).emit('typing', typing);
    },
  };
  feed(strapi).onEvents((events) => {
    for (const event of events) {
      const channel = channelOfRoom(event.roomId);
      for (const namespace of hearing(namespaces, [channel])) namespace.local.to(channel).emit('room:event', event);
      if (event.type === 'member.removed') evict(strapi, namespaces, connections, event.roomId, event.data.userId);
    }
  });
  onRoomAnnounced(strapi, sockets.announce);
  onTyping(strapi, sockets.typing);
  // Whoever has seen another telling of a log comes back and says which.
  feed(strapi).onNewEpoch(() => {
    for (const { sockets: open } of all(namespaces)) for (const socket of open.values()) socket.conn.close();
  });
  return sockets;
}
