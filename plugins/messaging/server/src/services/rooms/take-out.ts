import type { Core } from '@strapi/strapi';
import { appendEvent, type Tx } from '#kernel';
import type { RoomEvent, RoomEventData } from '../../domain/event-types';
import type { MemberRole } from '../../domain/room';
import { appendToLog } from '../log/append';

/**
 * Takes somebody out of a room that the transaction holds. When its owner is gone, who has been in it longest becomes its
 * owner.
 *
 * @returns what entered the log, the removal first; nothing where they were not in it.
 */
export async function takeOut(
  strapi: Core.Strapi,
  tx: Tx,
  room: { roomId: string; rowId: string },
  actor: { id: string },
  { userId, reason }: RoomEventData<'member.removed'>,
): Promise<RoomEvent[]> {
  const [member] = await tx.query<{ role: MemberRole }>('SELECT role FROM room_members WHERE room_id = $1 AND member = $2', [room.rowId, userId]);
  if (!member) return [];
  const removed = await appendToLog(strapi, tx, room, actor, { type: 'member.removed', data: { userId, reason } });
  await tx.execute('DELETE FROM room_members WHERE room_id = $1 AND member = $2', [room.rowId, userId]);
  await appendEvent(tx, 'member.removed', { type: 'room', id: room.roomId }, { roomId: room.roomId, userId, reason, actorId: actor.id });
  const heir = member.role === 'owner' ? await passOwnership(tx, room.rowId) : undefined;
  if (heir === undefined) return [removed];
  return [removed, await appendToLog(strapi, tx, room, actor, { type: 'member.role_changed', data: { userId: heir, role: 'owner' } })];
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
