import type { Core } from '@strapi/strapi';
import { Unauthenticated } from '#kernel';
import type { Caller } from './catalogue';
import type { Connection } from './connection';
import { channelOfTicket, QUEUE, type Desk } from './desk';
import { holderOf } from './holder';
import { namespaceOf } from './namespaces';
import type { PresenceBoard } from './presence/board';
import { listen, unlisten } from './subscriptions';

/** What the handlers of events may do with a connection. */
export const callerOf = (strapi: Core.Strapi, connection: Connection, { board, desk }: { board: PresenceBoard; desk: Desk }): Caller => ({
  strapi,
  viewer: connection.viewer,
  connectionId: connection.socket.id,
  listen: (roomIds) => listen(strapi, connection, roomIds),
  unlisten: (roomId) => unlisten(connection, roomId),
  watch: (personIds) => board.watch(connection, personIds),
  async followQueue(isOn) {
    const { socket } = connection;
    if (!isOn) {
      void socket.leave(QUEUE);
      return;
    }
    // Whoever has gone meanwhile would never be taken out of a channel again.
    if (!socket.connected) return;
    // First the channel, then the place from which changes are read: none is in between.
    void socket.join(QUEUE);
    await desk.begin();
  },
  followTicket(ticketId, isOn) {
    const { socket } = connection;
    if (!isOn) void socket.leave(channelOfTicket(ticketId));
    else if (socket.connected) {
      void socket.join(channelOfTicket(ticketId));
      desk.wake();
    }
  },
  async renew(token) {
    const { viewer, sessionId, tokenEndsAtMs } = await holderOf(strapi, namespaceOf(connection.viewer), token);
    if (viewer.id !== connection.viewer.id) throw new Unauthenticated();
    Object.assign(connection, { token, sessionId, tokenEndsAtMs });
    return new Date(tokenEndsAtMs);
  },
});
