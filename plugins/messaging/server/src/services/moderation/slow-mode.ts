import type { Core } from '@strapi/strapi';
import { audit, transaction, type Tx } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { Viewer } from '../../domain/person';
import type { Moderator } from '../../domain/sanction';
import { TicketRoomFixed } from '../../domain/ticket-errors';
import { DirectRoomFixed } from '../../errors';
import { appendToLog } from '../log/append';
import { feed } from '../log/feed';
import { assertOwner, lockGroup } from '../rooms/lock';
import { holdRoom } from './hold-room';

/**
 * Lets each member of a group but its owner say something once in so many seconds; 0 ends it.
 *
 * @param isModerator whether whoever asks may do it in rooms that are not theirs
 * @returns the place of the event in the room's log; `null` where it is so already.
 * @throws NotFound, DirectRoomFixed; NotAllowedInRoom for anybody but the owner and moderators.
 */
export async function setSlowMode(strapi: Core.Strapi, viewer: Moderator, roomId: string, seconds: number, isModerator: boolean): Promise<{ seq: number | null }> {
  const event = await transaction(strapi, async (tx) => {
    const rowId = isModerator ? await holdGroup(tx, viewer, roomId) : await holdOwn(tx, viewer, roomId);
    return change(strapi, tx, viewer, { roomId, rowId }, seconds);
  });
  if (!event) return { seq: null };
  feed(strapi).committed([event]);
  return { seq: event.seq };
}

async function holdGroup(tx: Tx, moderator: Moderator, roomId: string): Promise<string> {
  const room = await holdRoom(tx, moderator, roomId);
  if (room.kind === 'direct') throw new DirectRoomFixed();
  if (room.kind === 'ticket') throw new TicketRoomFixed();
  return room.rowId;
}

async function holdOwn(tx: Tx, viewer: Pick<Viewer, 'id'>, roomId: string): Promise<string> {
  const room = await lockGroup(tx, viewer, roomId);
  assertOwner(room);
  return room.rowId;
}

async function change(strapi: Core.Strapi, tx: Tx, actor: { id: string }, room: { roomId: string; rowId: string }, seconds: number): Promise<RoomEvent | undefined> {
  const changed = await tx.execute('UPDATE rooms SET slow_mode_seconds = $2 WHERE id = $1 AND slow_mode_seconds <> $2', [room.rowId, seconds]);
  if (changed === 0) return undefined;
  await audit(tx, { action: 'room.slow_mode_set', subject: { type: 'room', id: room.roomId }, data: { seconds } });
  return appendToLog(strapi, tx, room, actor, { type: 'room.changed', data: { slowModeSeconds: seconds } });
}
