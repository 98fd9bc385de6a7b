import { NotFound, type Tx } from '#kernel';
import type { Viewer } from '../../domain/person';
import type { MemberRole, RoomKind } from '../../domain/room';
import { TicketRoomFixed } from '../../domain/ticket-errors';
import { DirectRoomFixed, NotAllowedInRoom } from '../../errors';
import { AS_WRITER } from '../as-writer';

export interface LockedRoom {
  rowId: string;
  title: string | null;
  /** Of whoever asked. */
  role: MemberRole;
}

/**
 * Holds a group until the end of the transaction: nothing enters its log meanwhile.
 *
 * @throws NotFound where the room does not exist, or the viewer is no member.
 * @throws DirectRoomFixed where it is a direct room, TicketRoomFixed where it is one of a ticket.
 */
export async function lockGroup(tx: Tx, viewer: Pick<Viewer, 'id'>, roomId: string): Promise<LockedRoom> {
  const [room] = await tx.query<{ id: string; kind: RoomKind; title: string | null }>(
    `SELECT r.id, r.kind, r.title FROM rooms r CROSS JOIN ${AS_WRITER} WHERE r.public_id = $1 FOR NO KEY UPDATE OF r`,
    [roomId],
  );
  // In a statement of its own: only now is it certain what was committed before us.
  const [member] = room ? await tx.query<{ role: MemberRole }>('SELECT role FROM room_members WHERE room_id = $1 AND member = $2', [room.id, viewer.id]) : [];
  if (!room || !member) throw new NotFound();
  if (room.kind === 'direct') throw new DirectRoomFixed();
  if (room.kind === 'ticket') throw new TicketRoomFixed();
  return { rowId: room.id, title: room.title, role: member.role };
}

/** @throws NotAllowedInRoom for anybody but the owner. */
export function assertOwner({ role }: LockedRoom): void {
  if (role !== 'owner') throw new NotAllowedInRoom();
}
