import type { Core } from '@strapi/strapi';
import { clock, NotFound, sql } from '#kernel';
import type { Viewer } from '../../domain/person';
import { NotAllowedInRoom } from '../../errors';
import { storedEvent } from '../log/append';
import { feed } from '../log/feed';
import { sanctionRefusal } from '../moderation/standing';

interface DeletedRow {
  o_outcome: 'changed' | 'unchanged' | 'unknown' | 'not_allowed' | 'ban';
  o_room: string;
  o_seq: string;
  o_by: 'author' | 'owner';
}

/**
 * Erases what a message says, its earlier versions included. Its place in the log stays. Deleting it again changes nothing.
 *
 * @returns the place of the event in the room's log.
 * @throws NotFound where there is no such message in a room of the viewer's.
 * @throws Banned; NotAllowedInRoom for anybody but its author and the owner of the room.
 */
export async function deleteMessage(strapi: Core.Strapi, viewer: Viewer, messageId: string): Promise<{ seq: number }> {
  const at = clock.now();
  const [row] = await sql(strapi).query<DeletedRow>('SELECT * FROM messaging_delete($1, $2, $3)', [messageId, viewer.id, at]);
  if (!row || row.o_outcome === 'unknown') throw new NotFound();
  if (row.o_outcome === 'not_allowed') throw new NotAllowedInRoom();
  if (row.o_outcome === 'ban') throw await sanctionRefusal(strapi, viewer.id, row.o_room, 'ban');
  const seq = Number(row.o_seq);
  if (row.o_outcome === 'changed') {
    feed(strapi).committed([storedEvent(strapi, { roomId: row.o_room, seq, at }, viewer, { type: 'message.deleted', data: { messageId, by: row.o_by } })]);
  }
  return { seq };
}
