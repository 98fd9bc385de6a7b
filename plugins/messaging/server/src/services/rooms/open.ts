import type { Core } from '@strapi/strapi';
import { NotFound, sql } from '#kernel';
import type { Viewer } from '../../domain/person';
import { isVisible, seesTickets } from './visible';

/** Which of these rooms somebody may see. The others are to be treated as if they did not exist. */
export async function visibleRooms(strapi: Core.Strapi, viewer: Viewer, roomIds: readonly string[]): Promise<Set<string>> {
  const rows = await sql(strapi).query<{ room: string }>(
    `SELECT r.public_id AS room FROM rooms r WHERE r.public_id = ANY ($1) AND ${isVisible('$2', '$3')}`,
    [roomIds, viewer.id, seesTickets(viewer)],
  );
  return new Set(rows.map(({ room }) => room));
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
