import type { Core } from '@strapi/strapi';
import { clock, newId } from '#kernel';
import type { Tx } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import { AS_WRITER } from '../as-writer';
import { appendToLog } from '../log/append';
import type { TicketRoom } from './ticket';

/** Makes one of the two rooms of a ticket. The one for staff begins without anybody: whoever writes in it enters it. */
export async function makeTicketRoom(
  strapi: Core.Strapi,
  tx: Tx,
  { audience, subject, requesterId }: { audience: 'everyone' | 'staff'; subject: string; requesterId: string },
): Promise<TicketRoom & { event: RoomEvent }> {
  const roomId = newId('room');
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO rooms (public_id, kind, audience, title, created_by, created_at, last_event_at) SELECT $1, 'ticket', $2, $3, $4, $5, $5 FROM ${AS_WRITER} RETURNING id`,
    [roomId, audience, subject, requesterId, clock.now()],
  );
  const rowId = row?.id ?? '';
  const memberIds = audience === 'everyone' ? [requesterId] : [];
  await tx.execute(`INSERT INTO room_members (room_id, member, role) SELECT $1, member, 'member' FROM unnest($2::text[]) member`, [rowId, memberIds]);
  const event = await appendToLog(strapi, tx, { roomId, rowId }, { id: requesterId }, { type: 'room.created', data: { kind: 'ticket', title: subject, memberIds } });
  return { roomId, rowId, event };
}
