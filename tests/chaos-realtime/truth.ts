import type { ChaosDatabase } from '../chaos/database.ts';

/** One event as the tables have it. */
export interface TrueEvent {
  seq: number;
  type: string;
  actorId: string;
  at: string;
  /** What it carries, its text left out. */
  data: Record<string, unknown>;
  /** `undefined` where there is none to carry, `null` where its message was deleted since. */
  text: string | null | undefined;
}

/** Logs by room, each from its first event to its last. */
export type Logs = ReadonlyMap<string, readonly TrueEvent[]>;

interface Row {
  room: string;
  seq: string;
  type: string;
  actor: string;
  at: Date;
  data: Record<string, unknown>;
  message_id: string | null;
  text: string | null;
}

/** The types whose texts lie beside the log. */
const WITH_TEXT = new Set(['message.created', 'message.edited']);

/** Reads every log, not through the server but from its tables. */
export async function readLogs(database: ChaosDatabase): Promise<Logs> {
  const rows = await database.query<Row>(`
    SELECT r.public_id AS room, e.seq, e.type, e.actor, e.at, e.data, e.message_id,
           CASE WHEN m.version = coalesce((e.data->>'version')::int, 1) THEN m.text ELSE v.text END AS text
      FROM room_events e
      JOIN rooms r ON r.id = e.room_id
      LEFT JOIN messages m ON m.id = e.message_id
      LEFT JOIN message_versions v ON v.message_id = m.id AND v.version = coalesce((e.data->>'version')::int, 1)
     ORDER BY e.room_id, e.seq`);
  const logs = new Map<string, TrueEvent[]>();
  for (const { room, seq, type, actor, at, data, message_id: messageId, text } of rows) {
    const log = logs.get(room) ?? [];
    logs.set(room, log);
    log.push({
      seq: Number(seq), type, actorId: actor, at: at.toISOString(),
      data: messageId === null ? data : { messageId, ...data },
      text: WITH_TEXT.has(type) ? text : undefined,
    });
  }
  return logs;
}

/** The last event of each room, as the rooms themselves say. */
export async function readHeads(database: ChaosDatabase): Promise<Record<string, number>> {
  const rows = await database.query<{ room: string; head: string }>('SELECT public_id AS room, last_seq AS head FROM rooms');
  return Object.fromEntries(rows.map(({ room, head }) => [room, Number(head)]));
}

/** What the tables must say of themselves. */
export const RULES: Readonly<Record<string, string>> = {
  'every log counts 1, 2, 3, … up to its head': `
    SELECT r.public_id || ' has ' || count(e.seq) || ' events, ' || min(e.seq) || ' to ' || max(e.seq) || ', and its head is ' || r.last_seq AS offender
      FROM rooms r LEFT JOIN room_events e ON e.room_id = r.id GROUP BY r.id
    HAVING count(e.seq) <> r.last_seq OR min(e.seq) IS DISTINCT FROM 1 OR max(e.seq) IS DISTINCT FROM r.last_seq`,
  'unread messages are counted right': `
    SELECT r.public_id || ' counts ' || r.last_number || ' messages and has ' || count(e.seq) AS offender
      FROM rooms r LEFT JOIN room_events e ON e.room_id = r.id AND e.type = 'message.created' GROUP BY r.id HAVING count(e.seq) <> r.last_number`,
  'every message is in its log, and what the log tells is there': `
    SELECT coalesce(m.id, e.message_id) AS offender
      FROM (SELECT * FROM room_events WHERE type = 'message.created') e FULL JOIN messages m ON (m.id, m.room_id, m.seq) = (e.message_id, e.room_id, e.seq)
     WHERE m.id IS NULL OR e.message_id IS NULL`,
};
