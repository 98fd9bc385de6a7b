import type { Core } from '@strapi/strapi';
import { messagingConfig } from '../config';
import { TooManyRooms } from '../errors';
import { feed } from '../services/log/feed';
import { visibleRooms } from '../services/rooms/open';
import { channelOfRoom, type Connection } from './connection';
import { all, hearing, type Namespaces } from './namespaces';

const ROOM_CHANNEL = /^room:(.+)$/;

/** The rooms that a connection listens to. */
export const heardRooms = ({ socket }: Connection): string[] => [...socket.rooms].flatMap((channel) => ROOM_CHANNEL.exec(channel)?.[1] ?? []);

/**
 * Has a connection hear rooms. First the channel, then the feed: a room is followed for as long as its channel has
 * anybody in it, so nobody's leaving can end what we have just begun.
 */
export async function listen(strapi: Core.Strapi, connection: Connection, roomIds: readonly string[]): Promise<void> {
  const { socket, viewer, ticketRooms } = connection;
  const kinds = await visibleRooms(strapi, viewer, roomIds);
  const visible = [...kinds.keys()];
  const added = visible.filter((roomId) => !socket.rooms.has(channelOfRoom(roomId)));
  const { mostPerPerson } = messagingConfig(strapi).rooms;
  const tickets = added.filter((roomId) => kinds.get(roomId) === 'ticket');
  // Tickets count apart: whoever is in as many rooms as there may be still hears what support says.
  const most = Math.max(heardRooms(connection).length - ticketRooms.size + added.length - tickets.length, ticketRooms.size + tickets.length);
  if (most > mostPerPerson) throw new TooManyRooms({ mostRooms: mostPerPerson });
  // Whoever has gone meanwhile would never be taken out of a channel again.
  if (!socket.connected) return;
  for (const roomId of added) void socket.join(channelOfRoom(roomId));
  for (const roomId of tickets) ticketRooms.add(roomId);
  try {
    // Also those that were there before: another event of this connection may only just have begun to follow them.
    await Promise.all(visible.map((roomId) => feed(strapi).track(roomId)));
  } catch (error) {
    for (const roomId of added) unlisten(connection, roomId);
    throw error;
  }
}

export function unlisten({ socket, ticketRooms }: Connection, roomId: string): void {
  ticketRooms.delete(roomId);
  void socket.leave(channelOfRoom(roomId));
}

/** Follows no room longer than somebody listens to it here. */
export function untrackWhenEmpty(strapi: Core.Strapi, namespaces: Namespaces): void {
  for (const { adapter } of all(namespaces)) {
    adapter.on('delete-room', (channel: string) => {
      const roomId = ROOM_CHANNEL.exec(channel)?.[1];
      if (roomId !== undefined && hearing(namespaces, [channel]).length === 0) feed(strapi).untrack(roomId);
    });
  }
}
