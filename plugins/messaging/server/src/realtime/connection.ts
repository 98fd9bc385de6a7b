import type { DefaultEventsMap, Socket } from 'socket.io';
import type { StaffIdentity } from '#kernel';
import type { SessionEndCode } from '../wire/session';
import type { Viewer } from '../domain/person';
import { connOf, terminateSoon } from './engine-edge';
import type { ServerToClient } from './server-events';

export type RealtimeSocket = Socket<DefaultEventsMap, ServerToClient>;

/** One open socket of a signed-in person. Kept beside the socket: what hangs on it, adapters may publish. */
export interface Connection {
  readonly socket: RealtimeSocket;
  readonly viewer: Viewer;
  /** Of staff: as they were when they came in. */
  readonly staff: Pick<StaffIdentity, 'rowId' | 'grants'> | undefined;
  /** Where it comes from, for the log. */
  readonly address: string;
  /** As what its address is counted. */
  readonly addressKey: string;
  token: string;
  sessionId: string;
  tokenEndsAtMs: number;
  /** Until when its person is out of every room, as far as this server has heard. */
  bannedUntil: Date | undefined;
  /** Those of the rooms that it hears which are of tickets. */
  readonly ticketRooms: Set<string>;
  /** How many of its events are being worked on. */
  underWay: number;
}

export const channelOfRoom = (roomId: string): string => `room:${roomId}`;
export const channelOfPerson = (personId: string): string => `person:${personId}`;

/** Tells the client why, and cuts the connection; its client does not come back by itself. */
export function endSession({ socket }: Connection, code: SessionEndCode): void {
  socket.emit('session:ended', { code });
  const conn = connOf(socket);
  socket.disconnect(true);
  terminateSoon(conn);
}
