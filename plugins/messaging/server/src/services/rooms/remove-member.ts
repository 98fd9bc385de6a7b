import type { Core } from '@strapi/strapi';
import { appendEvent, transaction, type Tx } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { Viewer } from '../../domain/person';
import { appendToLog } from '../log/append';
import { feed } from '../log/feed';
import { announceRoom } from './announce';
import { assertOwner, lockGroup } from './lock';

/**
 * Takes somebody out of a group, or oneself: whoever is out is a stranger, whose open sockets hear nothing more of it.
 * What they wrote stays. When the owner leaves, who has been in it longest becomes its owner.
 *
 * @returns the place of the event in the room's log; `null` where they were not in it.
 * @throws NotFound, DirectRoomFixed; NotAllowedInRoom for anybody but the owner, except about oneself.
 */
export async function removeMember(strapi: Core.Strapi, viewer: Viewer, roomId: string, userId: string): Promise<{ seq: number | null }> {
  const isOwnLeave = userId === viewer.id;
  const events = await transaction(strapi, async (tx): Promise<RoomEvent[]> => {
    const room = await lockGroup(tx, viewer, roomId);
    if (!isOwnLeave) assertOwner(room);
    const of = { roomId, rowId: room.rowId };
    const [member] = await tx.query('SELECT 1 FROM room_members WHERE room_id = $1 AND member = $2', [room.rowId, userId]);
    if (!member) return [];
    const reason = isOwnLeave ? 'left' : 'removed';
    const removed = await appendToLog(strapi, tx, of, viewer, { type: 'member.removed', data: { userId, reason } });
    await tx.execute('DELETE FROM room_members WHERE room_id = $1 AND member = $2', [room.rowId, userId]);
    await appendEvent(tx, 'member.removed', { type: 'room', id: roomId }, { roomId, userId, reason, actorId: viewer.id });
    const heir = isOwnLeave && room.role === 'owner' ? await passOwnership(tx, room.rowId) : undefined;
    if (heir === undefined) return [removed];
    return [removed, await appendToLog(strapi, tx, of, viewer, { type: 'member.role_changed', data: { userId: heir, role: 'owner' } })];
  });
  const [removed] = events;
  if (!removed) return { seq: null };
  // While their sockets are still in the room, so that who hears it there is not told twice.
  announceRoom(strapi, [userId], removed);
  feed(strapi).committed(events);
  return { seq: removed.seq };
}

/** @returns the new owner; `undefined` where nobody is left. */
async function passOwnership(tx: Tx, rowId: string): Promise<string | undefined> {
  const [heir] = await tx.query<{ member: string }>(
    `UPDATE room_members SET role = 'owner' WHERE room_id = $1
       AND member = (SELECT member FROM room_members WHERE room_id = $1 ORDER BY joined_seq, member LIMIT 1) RETURNING member`,
    [rowId],
  );
  return heir?.member;
}
