import type { Core } from '@strapi/strapi';
import { appendEvent, transaction } from '#kernel';
import { messagingConfig } from '../../config';
import type { Viewer } from '../../domain/person';
import { RoomFull } from '../../errors';
import { appendToLog } from '../log/append';
import { feed } from '../log/feed';
import { assertMaySpeak } from '../moderation/standing';
import { announceRoom } from './announce';
import { assertOwner, lockGroup } from './lock';
import { assertMayMeet } from './may-meet';

/**
 * Brings people into a group. They see all of its log, and have read what came before them. Who is in it already stays
 * as they are.
 *
 * @returns the place of the event in the room's log; `null` where all of them were in it.
 * @throws NotFound, DirectRoomFixed, Muted, Banned; NotAllowedInRoom for anybody but the owner.
 * @throws MemberUnknown, RoomFull, TooManyRooms before anybody is brought in.
 */
export async function addMembers(strapi: Core.Strapi, viewer: Viewer, roomId: string, userIds: readonly string[]): Promise<{ seq: number | null }> {
  const { mostMembers, mostPerPerson } = messagingConfig(strapi).rooms;
  const added = await transaction(strapi, async (tx) => {
    const room = await lockGroup(tx, viewer, roomId);
    assertOwner(room);
    await assertMaySpeak(tx, viewer, roomId);
    const members = new Set((await tx.query<{ member: string }>('SELECT member FROM room_members WHERE room_id = $1', [room.rowId])).map(({ member }) => member));
    const newIds = [...new Set(userIds)].filter((id) => !members.has(id));
    if (newIds.length === 0) return undefined;
    if (members.size + newIds.length > mostMembers) throw new RoomFull({ mostMembers });
    await assertMayMeet(tx, viewer, newIds, mostPerPerson, room.rowId);
    const event = await appendToLog(strapi, tx, { roomId, rowId: room.rowId }, viewer, { type: 'member.added', data: { userIds: newIds } });
    await tx.execute(
      `INSERT INTO room_members (room_id, member, role, joined_seq, read_seq, read_number)
       SELECT r.id, member, 'member', r.last_seq, r.last_seq, r.last_number FROM rooms r, unnest($2::text[]) member WHERE r.id = $1`,
      [room.rowId, newIds],
    );
    await appendEvent(tx, 'member.added', { type: 'room', id: roomId }, { roomId, userIds: newIds, actorId: viewer.id });
    return { event, newIds };
  });
  if (!added) return { seq: null };
  feed(strapi).committed([added.event]);
  announceRoom(strapi, added.newIds, added.event);
  return { seq: added.event.seq };
}
