import type { Core } from '@strapi/strapi';
import { kernel, NotFound, sql } from '#kernel';
import type { Viewer } from '../../domain/person';
import type { MemberRole, RoomKind } from '../../domain/room';

export interface RoomSummary {
  id: string;
  kind: RoomKind;
  title: string | null;
  epoch: string;
  /** The last event. */
  head: number;
  /** Up to where the viewer has read. */
  readSeq: number;
  /** Messages that the viewer has not read. */
  unread: number;
  /** How long members wait between two messages; 0 is no wait. */
  slowModeSeconds: number;
  createdAt: string;
  lastEventAt: string;
}

interface Row {
  row_id: string;
  id: string;
  kind: RoomKind;
  title: string | null;
  epoch: string;
  head: string;
  read_seq: string;
  unread: string;
  slow_mode_seconds: number;
  created_at: Date;
  last_event_at: Date;
}

const SUMMARY = `SELECT r.id AS row_id, r.public_id AS id, r.kind, r.title, e.epoch, r.last_seq AS head, m.read_seq, r.last_number - m.read_number AS unread,
  r.slow_mode_seconds, r.created_at, r.last_event_at FROM room_members m JOIN rooms r ON r.id = m.room_id CROSS JOIN message_log_epoch e WHERE m.member = $1`;

const present = ({ id, kind, title, epoch, head, read_seq: readSeq, unread, slow_mode_seconds: slowModeSeconds, created_at: createdAt, last_event_at: lastEventAt }: Row): RoomSummary => ({
  id,
  kind,
  title,
  epoch,
  head: Number(head),
  readSeq: Number(readSeq),
  unread: Number(unread),
  slowModeSeconds,
  createdAt: createdAt.toISOString(),
  lastEventAt: lastEventAt.toISOString(),
});

/**
 * One's own rooms, the one in which something happened last first. A room in which something happens while one reads on
 * moves to the first page; nobody is in more rooms than are sorted in a moment.
 */
export async function listRooms(strapi: Core.Strapi, viewer: Viewer, limit: number, cursor?: string): Promise<{ data: RoomSummary[]; meta: { nextCursor: string | null } }> {
  const scope = `rooms ${viewer.id}`;
  const [at, rowId] = cursor === undefined ? [null, null] : kernel(strapi).cursors.read(scope, cursor);
  const rows = await sql(strapi).query<Row>(
    `${SUMMARY} AND ($2::timestamptz IS NULL OR (date_trunc('milliseconds', r.last_event_at), r.id) < ($2, $3::bigint))
     ORDER BY date_trunc('milliseconds', r.last_event_at) DESC, r.id DESC LIMIT $4`,
    [viewer.id, at, rowId, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(present),
    meta: { nextCursor: last ? kernel(strapi).cursors.write(scope, [last.last_event_at.toISOString(), last.row_id]) : null },
  };
}

export interface RoomDetail extends RoomSummary {
  members: { id: string; role: MemberRole; readSeq: number }[];
}

/** One room with its members. @throws NotFound for who is no member, as for a room that does not exist. */
export async function findRoom(strapi: Core.Strapi, viewer: Viewer, roomId: string): Promise<RoomDetail> {
  const [row] = await sql(strapi).query<Row & Pick<RoomDetail, 'members'>>(
    `SELECT s.*, (SELECT jsonb_agg(jsonb_build_object('id', o.member, 'role', o.role, 'readSeq', o.read_seq) ORDER BY o.member) FROM room_members o WHERE o.room_id = s.row_id) AS members
     FROM (${SUMMARY} AND r.public_id = $2) s`,
    [viewer.id, roomId],
  );
  if (!row) throw new NotFound();
  return { ...present(row), members: row.members };
}
