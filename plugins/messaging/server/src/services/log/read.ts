import type { Sql } from '#kernel';
import { ATTACHMENTS, type Attachment } from '../attachments/attachment';
import { hasText, type RoomEvent, type RoomEventType } from '../../domain/event-types';

/** Row numbers are `bigint`, which the driver gives as text; they stay inside. */
interface EventRow {
  room: string;
  seq: string;
  type: RoomEventType;
  actor: string;
  at: Date;
  data: Record<string, unknown>;
  message_id: string | null;
  text: string | null;
  files: Attachment[] | null;
}

/** Which text of its message an event is about. */
const VERSION = `coalesce((e.data->>'version')::int, 1)`;
const EVENT = `e.seq, e.type, e.actor, e.at, e.data, e.message_id, CASE WHEN m.version = ${VERSION} THEN m.text
  ELSE (SELECT v.text FROM message_versions v WHERE v.message_id = m.id AND v.version = ${VERSION}) END AS text,
  CASE WHEN e.data ? 'attachments' THEN ${ATTACHMENTS} END AS files`;
const FROM = 'room_events e LEFT JOIN messages m ON m.id = e.message_id';

/** Whom a message mentioned is gone with what it said. */
const withoutMentions = ({ mentions: _gone, ...data }: Record<string, unknown>): Record<string, unknown> => data;

const toEvent = ({ room, seq, type, actor, at, data, message_id: messageId, text, files }: EventRow, epoch: string): RoomEvent =>
  ({
    roomId: room,
    epoch,
    seq: Number(seq),
    type,
    actorId: actor,
    at: at.toISOString(),
    data: messageId === null ? data : { messageId, ...(hasText(type) ? { text, ...(text === null ? { isDeleted: true } : {}) } : {}), ...withFiles(text === null ? withoutMentions(data) : data, files) },
  }) as RoomEvent;

/** The log knows how many there were; which, lies with the message, and is gone with it. */
function withFiles({ attachments: _count, ...data }: Record<string, unknown>, files: Attachment[] | null): Record<string, unknown> {
  return files ? { ...data, attachments: files } : data;
}

/** A part of a room's log, the oldest first: what comes after an event, or the last before one. */
export type Range = { after: number; limit: number } | { before: number; limit: number };

/** Reads a part of one room's log. Whether somebody may see it is the caller's business. */
export async function readEvents(db: Sql, roomId: string, range: Range, epoch: string): Promise<RoomEvent[]> {
  const isForward = 'after' in range;
  const rows = await db.query<EventRow>(
    `SELECT r.public_id AS room, x.* FROM rooms r CROSS JOIN LATERAL (
       SELECT ${EVENT} FROM ${FROM} WHERE e.room_id = r.id AND e.seq ${isForward ? '>' : '<'} $2 ORDER BY e.seq ${isForward ? 'ASC' : 'DESC'} LIMIT $3) x
     WHERE r.public_id = $1 ORDER BY x.seq`,
    [roomId, isForward ? range.after : range.before, range.limit],
  );
  return rows.map((row) => toEvent(row, epoch));
}

/** The events of several rooms behind `after` and up to `upTo`, the oldest first; by room. */
export async function readEventsOfRooms(
  db: Sql,
  parts: readonly { roomId: string; after: number; upTo: number }[],
  epoch: string,
): Promise<Map<string, RoomEvent[]>> {
  const found = new Map<string, RoomEvent[]>(parts.map(({ roomId }) => [roomId, []]));
  const wanted = parts.filter(({ after, upTo }) => upTo > after);
  if (wanted.length === 0) return found;
  const rows = await db.query<EventRow>(
    `SELECT w.room, x.* FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS w (room, after, up_to)
     JOIN rooms r ON r.public_id = w.room CROSS JOIN LATERAL (
       SELECT ${EVENT} FROM ${FROM} WHERE e.room_id = r.id AND e.seq > w.after AND e.seq <= w.up_to) x
     ORDER BY w.room, x.seq`,
    [wanted.map(({ roomId }) => roomId), wanted.map(({ after }) => after), wanted.map(({ upTo }) => upTo)],
  );
  for (const row of rows) found.get(row.room)?.push(toEvent(row, epoch));
  return found;
}

/** The last event of each room. */
export async function readHeads(db: Sql, roomIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.query<{ room: string; head: string }>('SELECT public_id AS room, last_seq AS head FROM rooms WHERE public_id = ANY ($1)', [roomIds]);
  return new Map(rows.map(({ room, head }) => [room, Number(head)]));
}

/** The last event of each room for which it is another than `known` says. */
export async function readMovedHeads(db: Sql, known: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  const rows = await db.query<{ room: string; head: string }>(
    `SELECT r.public_id AS room, r.last_seq AS head FROM unnest($1::text[], $2::bigint[]) AS known (room, head)
       JOIN rooms r ON r.public_id = known.room WHERE r.last_seq <> known.head`,
    [[...known.keys()], [...known.values()]],
  );
  return new Map(rows.map(({ room, head }) => [room, Number(head)]));
}
