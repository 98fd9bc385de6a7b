import { NotFound, type Tx } from '#kernel';
import type { RoomKind } from '../../domain/room';
import type { Moderator } from '../../domain/sanction';
import { AS_WRITER } from '../as-writer';

export interface HeldRoom {
  roomId: string;
  rowId: string;
  kind: RoomKind;
}

/**
 * Who is no member moderates what was reported and nothing else, and learns of no other room that there is one. What is said
 * in a ticket is between its customer and the staff: no moderator has a hand in it, not even in their own.
 */
const IS_CONCERNED = `r.kind <> 'ticket' AND (EXISTS (SELECT 1 FROM room_members m WHERE m.room_id = r.id AND m.member = $2) OR EXISTS (SELECT 1 FROM message_reports p WHERE p.room_id = r.id))`;

/**
 * Holds a room for a moderator until the end of the transaction: nothing enters its log meanwhile.
 *
 * @throws NotFound where there is none in which this moderator may act.
 */
export async function holdRoom(tx: Tx, moderator: Moderator, roomId: string): Promise<HeldRoom> {
  const [room] = await tx.query<{ id: string; kind: RoomKind }>(
    `SELECT r.id, r.kind FROM rooms r CROSS JOIN ${AS_WRITER} WHERE r.public_id = $1 AND ${IS_CONCERNED} FOR NO KEY UPDATE OF r`,
    [roomId, moderator.id],
  );
  if (!room) throw new NotFound();
  return { roomId, rowId: room.id, kind: room.kind };
}
