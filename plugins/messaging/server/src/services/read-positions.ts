import type { Core } from '@strapi/strapi';
import { clock, NotFound, sql } from '#kernel';
import type { Viewer } from '../domain/person';
import { storedEvent } from './log/append';
import { feed } from './log/feed';
import { openRoom } from './rooms/open';

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
  if (!row || row.o_seq === null) {
    // Staff who have not written in a conversation have no position there: nobody is told that they looked.
    if (viewer.kind !== 'staff') throw new NotFound();
    const { head } = await openRoom(strapi, viewer, roomId);
    return { seq: Math.min(seq, head), unread: 0 };
  }
  const reached = Number(row.o_seq);
  if (row.o_event_seq !== null) {
    feed(strapi).committed([storedEvent(strapi, { roomId, seq: row.o_event_seq, at }, viewer, { type: 'read.moved', data: { seq: reached } })]);
  }
  return { seq: reached, unread: Number(row.o_unread) };
}
