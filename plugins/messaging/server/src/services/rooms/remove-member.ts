import type { Core } from '@strapi/strapi';
import { transaction } from '#kernel';
import type { Viewer } from '../../domain/person';
import { feed } from '../log/feed';
import { announceRoom } from './announce';
import { assertOwner, lockGroup } from './lock';
import { takeOut } from './take-out';

/**
 * Takes somebody out of a group, or oneself: whoever is out is a stranger, whose open sockets hear nothing more of it.
 * What they wrote stays. When the owner leaves, who has been in it longest becomes its owner.
 *
 * @returns the place of the event in the room's log; `null` where they were not in it.
 * @throws NotFound, DirectRoomFixed; NotAllowedInRoom for anybody but the owner, except about oneself.
 */
export async function removeMember(strapi: Core.Strapi, viewer: Viewer, roomId: string, userId: string): Promise<{ seq: number | null }> {
  const isOwnLeave = userId === viewer.id;
  const events = await transaction(strapi, async (tx) => {
    const room = await lockGroup(tx, viewer, roomId);
    if (!isOwnLeave) assertOwner(room);
    return takeOut(strapi, tx, { roomId, rowId: room.rowId }, viewer, { userId, reason: isOwnLeave ? 'left' : 'removed' });
  });
  const [removed] = events;
  if (!removed) return { seq: null };
  // While their sockets are still in the room, so that who hears it there is not told twice.
  announceRoom(strapi, [userId], removed);
  feed(strapi).committed(events);
  return { seq: removed.seq };
}
