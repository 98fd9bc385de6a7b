import type { Core } from '@strapi/strapi';
import { audit, NotFound, transaction, type Tx } from '#kernel';
import { openEvidence, type Evidence } from './evidence';
import { presentReport, REPORT, type Report, type ReportRow } from './reports';

/** Messages on either side of the reported one that a moderator sees with it. */
const CONTEXT = 5;

/** A message near the reported one as it is now; the text is `null` once it was deleted. */
export interface ContextMessage {
  messageId: string;
  seq: number;
  senderId: string;
  text: string | null;
  sentAt: string;
}

export interface ReportFile extends Report {
  /** What the message said when it was reported; `null` once that was erased. */
  evidence: Evidence | null;
  /** The message among a few others of its room, the oldest first. */
  context: ContextMessage[];
  /** All reports of the message, this one included. */
  reports: number;
}

interface FileRow extends ReportRow {
  row_id: string;
  evidence: Buffer | null;
  reports: number;
}

/**
 * What a moderator needs to judge a report, member of the room or not. Each look is recorded before anything is seen.
 *
 * @throws NotFound
 */
export async function readReport(strapi: Core.Strapi, id: string): Promise<ReportFile> {
  const { row, context } = await transaction(strapi, async (tx) => {
    const [found] = await tx.query<FileRow>(
      `SELECT ${REPORT}, p.room_id AS row_id, p.evidence, (SELECT count(*)::int FROM message_reports o WHERE o.message_id = p.message_id) AS reports
       FROM message_reports p WHERE p.id = $1`,
      [id],
    );
    if (!found) throw new NotFound();
    await audit(tx, { action: 'report.read', subject: { type: 'report', id }, data: { messageId: found.message_id, roomId: found.room } });
    return { row: found, context: await contextOf(tx, found) };
  });
  const evidence = row.evidence ? await openEvidence(strapi, id, row.evidence) : null;
  return { ...presentReport(row), evidence, context, reports: row.reports };
}

async function contextOf(tx: Tx, { row_id: rowId, message_id: messageId }: FileRow): Promise<ContextMessage[]> {
  const rows = await tx.query<{ id: string; seq: string; sender: string; text: string | null; sent_at: Date }>(
    `WITH reported AS (SELECT m.seq FROM messages m WHERE m.id = $2)
     SELECT m.id, m.seq, m.sender, m.text, m.sent_at FROM reported CROSS JOIN LATERAL (
       (SELECT e.message_id FROM room_events e WHERE e.room_id = $1 AND e.seq <= reported.seq AND e.type = 'message.created' ORDER BY e.seq DESC LIMIT ${CONTEXT + 1})
       UNION ALL (SELECT e.message_id FROM room_events e WHERE e.room_id = $1 AND e.seq > reported.seq AND e.type = 'message.created' ORDER BY e.seq LIMIT ${CONTEXT})) x
     JOIN messages m ON m.id = x.message_id ORDER BY m.seq`,
    [rowId, messageId],
  );
  return rows.map(({ id, seq, sender, text, sent_at: sentAt }) => ({ messageId: id, seq: Number(seq), senderId: sender, text, sentAt: sentAt.toISOString() }));
}
