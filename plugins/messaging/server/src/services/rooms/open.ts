import type { Core } from '@strapi/strapi';
import { clock, NotFound, sql } from '#kernel';
import type { Viewer } from '../../domain/person';
import type { RoomKind } from '../../domain/room';
import { isBannedEverywhere } from '../moderation/standing';
import { isVisible, seesTickets } from './visible';

/** Which of these rooms somebody may see, and of what kind each is; who is banned everywhere, those of their tickets. The others are to be treated as if they did not exist. */
export async function visibleRooms(strapi: Core.Strapi, viewer: Viewer, roomIds: readonly string[]): Promise<Map<string, RoomKind>> {
  const rows = await sql(strapi).query<{ room: string; kind: RoomKind }>(
    `SELECT r.public_id AS room, r.kind FROM rooms r WHERE r.public_id = ANY ($1) AND ${isVisible('$2', '$3')} AND (r.kind = 'ticket' OR NOT ${isBannedEverywhere('$2', '$4')})`,
    [roomIds, viewer.id, seesTickets(viewer), clock.now()],
  );
  return new Map(rows.map(({ room, kind }) => [room, kind]));
}

export interface OpenedRoom {
  /** The last event at this moment. */
  head: number;
  epoch: string;
}

/** Where a room stands, for somebody who may see it. @throws NotFound for everybody else, as for a room that does not exist. */
export async function openRoom(strapi: Core.Strapi, viewer: Viewer, roomId: string): Promise<OpenedRoom> {
  const [row] = await sql(strapi).query<{ head: string; epoch: string }>(
    `SELECT r.last_seq AS head, e.epoch FROM rooms r CROSS JOIN message_log_epoch e WHERE r.public_id = $1 AND ${isVisible('$2', '$3')}`,
    [roomId, viewer.id, seesTickets(viewer)],
  );
  if (!row) throw new NotFound();
  return { head: Number(row.head), epoch: row.epoch };
}
