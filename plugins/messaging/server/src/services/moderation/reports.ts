import type { Core } from '@strapi/strapi';
import { kernel, sql } from '#kernel';
import type { ReportOutcome, ReportReason } from '../../domain/report';

/** As the queue shows it: without any text of the message. */
export interface Report {
  id: string;
  messageId: string;
  roomId: string;
  authorId: string;
  reporterId: string;
  reason: ReportReason;
  comment: string | null;
  createdAt: string;
  /** `null`: nobody has looked at it. */
  outcome: ReportOutcome | null;
  note: string | null;
  resolvedBy: string | null;
  resolvedAt: string | null;
}

export interface ReportRow {
  id: string;
  message_id: string;
  room: string;
  author: string;
  reporter: string;
  reason: ReportReason;
  comment: string | null;
  created_at: Date;
  outcome: ReportOutcome | null;
  note: string | null;
  resolved_by: string | null;
  resolved_at: Date | null;
}

/** The columns of a report `p`. */
export const REPORT = `p.id, p.message_id, (SELECT r.public_id FROM rooms r WHERE r.id = p.room_id) AS room, p.author, p.reporter, p.reason, p.comment, p.created_at,
  p.outcome, p.note, p.resolved_by, p.resolved_at`;

export const presentReport = (row: ReportRow): Report => ({
  id: row.id,
  messageId: row.message_id,
  roomId: row.room,
  authorId: row.author,
  reporterId: row.reporter,
  reason: row.reason,
  comment: row.comment,
  createdAt: row.created_at.toISOString(),
  outcome: row.outcome,
  note: row.note,
  resolvedBy: row.resolved_by,
  resolvedAt: row.resolved_at?.toISOString() ?? null,
});

export interface ReportFilter {
  state: 'open' | 'settled';
  reason?: ReportReason | undefined;
  roomId?: string | undefined;
  /** Who wrote the message. */
  authorId?: string | undefined;
}

/** The queue, the oldest first, by cursor: ids begin with the time. */
export async function listReports(strapi: Core.Strapi, { state, reason, roomId, authorId }: ReportFilter, limit: number, cursor?: string): Promise<{ data: Report[]; meta: { nextCursor: string | null } }> {
  const scope = `reports ${state} ${reason ?? ''} ${roomId ?? ''} ${authorId ?? ''}`;
  const [after] = cursor === undefined ? [''] : kernel(strapi).cursors.read(scope, cursor);
  const rows = await sql(strapi).query<ReportRow>(
    `SELECT ${REPORT} FROM message_reports p
     WHERE p.outcome IS ${state === 'open' ? 'NULL' : 'NOT NULL'} AND ($1::text IS NULL OR p.reason = $1)
       AND ($2::text IS NULL OR p.room_id = (SELECT r.id FROM rooms r WHERE r.public_id = $2)) AND ($3::text IS NULL OR p.author = $3) AND p.id > $4
     ORDER BY p.id LIMIT $5`,
    [reason ?? null, roomId ?? null, authorId ?? null, after, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { data: page.map(presentReport), meta: { nextCursor: last ? kernel(strapi).cursors.write(scope, [last.id]) : null } };
}
