import type { Core } from '@strapi/strapi';
import { audit, clock, NotFound, sql, transaction, type Tx } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { Moderator } from '../../domain/sanction';
import { storedEvent } from '../log/append';
import { feed } from '../log/feed';
import { holdRoom } from './hold-room';

/**
 * Takes a message away: its texts are gone as with any deletion, and the log says that a moderator did it. What reports
 * keep of it stays with them. Doing it again changes nothing.
 *
 * @returns the place of the event in the room's log.
 * @throws NotFound where there is no such message in a room in which this moderator may act.
 */
export async function removeMessage(strapi: Core.Strapi, moderator: Moderator, messageId: string, reason: string): Promise<{ seq: number }> {
  const [room] = await sql(strapi).query<{ id: string }>('SELECT r.public_id AS id FROM messages m JOIN rooms r ON r.id = m.room_id WHERE m.id = $1', [messageId]);
  if (!room) throw new NotFound();
  const { seq, events } = await transaction(strapi, async (tx) => {
    await holdRoom(tx, moderator, room.id);
    return eraseMessage(strapi, tx, moderator, messageId, reason);
  });
  feed(strapi).committed(events);
  return { seq };
}

/** The same in a transaction of the caller's, which holds the room. Its events are passed on after COMMIT. */
export async function eraseMessage(strapi: Core.Strapi, tx: Tx, moderator: Moderator, messageId: string, reason: string): Promise<{ seq: number; events: RoomEvent[] }> {
  const at = clock.now();
  const [row] = await tx.query<{ o_outcome: 'unknown' | 'unchanged' | 'changed'; o_room: string; o_seq: string }>('SELECT * FROM messaging_remove($1, $2, $3)', [messageId, moderator.id, at]);
  if (!row || row.o_outcome === 'unknown') throw new NotFound();
  const seq = Number(row.o_seq);
  if (row.o_outcome === 'unchanged') return { seq, events: [] };
  await audit(tx, { action: 'message.removed', subject: { type: 'message', id: messageId }, data: { roomId: row.o_room, reason } });
  return { seq, events: [storedEvent(strapi, { roomId: row.o_room, seq, at }, moderator, { type: 'message.deleted', data: { messageId, by: 'moderator' } })] };
}
