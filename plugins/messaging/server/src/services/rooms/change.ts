import type { Core } from '@strapi/strapi';
import { transaction } from '#kernel';
import type { Viewer } from '../../domain/person';
import { appendToLog } from '../log/append';
import { feed } from '../log/feed';
import { screenTitle } from '../moderation/screen';
import { assertMaySpeak } from '../moderation/standing';
import { assertOwner, lockGroup } from './lock';

/**
 * Gives a group another title, or none.
 *
 * @returns the place of the event in the room's log; `null` where it has that title.
 * @throws NotFound, DirectRoomFixed, Muted, Banned, TextRefused, TextUnchecked; NotAllowedInRoom for anybody but the owner.
 */
export async function changeRoom(strapi: Core.Strapi, viewer: Viewer, roomId: string, wanted: string | null): Promise<{ seq: number | null }> {
  const title = wanted === null ? null : await screenTitle(strapi, wanted, { roomIds: [roomId] });
  const event = await transaction(strapi, async (tx) => {
    const room = await lockGroup(tx, viewer, roomId);
    assertOwner(room);
    await assertMaySpeak(tx, viewer, roomId);
    if (room.title === title) return undefined;
    await tx.execute('UPDATE rooms SET title = $2 WHERE id = $1', [room.rowId, title]);
    return appendToLog(strapi, tx, { roomId, rowId: room.rowId }, viewer, { type: 'room.changed', data: { title } });
  });
  if (!event) return { seq: null };
  feed(strapi).committed([event]);
  return { seq: event.seq };
}
