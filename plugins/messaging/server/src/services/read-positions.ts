import type { Core } from '@strapi/strapi';
import { clock, NotFound, sql } from '#kernel';
import type { Viewer } from '../domain/person';
import { currentEpoch } from './log/epoch';
import { feed } from './log/feed';

/**
 * Says up to where somebody has read: forward only, and no further than the log goes. Costs the same in a room of ten
 * million messages: unread is a subtraction.
 *
 * @throws NotFound where the room does not exist, or the reader is no member.
 */
export async function markRead(strapi: Core.Strapi, viewer: Viewer, roomId: string, seq: number): Promise<{ seq: number; unread: number }> {
  const at = clock.now();
  const [row] = await sql(strapi).query<{ o_seq: string | null; o_unread: string; o_event_seq: string | null }>(
    'SELECT o_seq, o_unread, o_event_seq FROM messaging_mark_read($1, $2, $3, $4)',
    [roomId, viewer.id, seq, at],
  );
  if (!row || row.o_seq === null) throw new NotFound();
  const reached = Number(row.o_seq);
  if (row.o_event_seq !== null) {
    feed(strapi).committed([
      { roomId, epoch: currentEpoch(strapi), seq: Number(row.o_event_seq), type: 'read.moved', actorId: viewer.id, at: at.toISOString(), data: { seq: reached } },
    ]);
  }
  return { seq: reached, unread: Number(row.o_unread) };
}
