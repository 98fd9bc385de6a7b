import type { Core } from '@strapi/strapi';
import { appendEvent, clock, newId, NotFound, sql, transaction, type Sql } from '#kernel';
import type { Viewer } from '../../domain/person';
import type { ReportReason } from '../../domain/report';
import { MessageDeleted } from '../../errors';
import { CannotReportOneself, TooManyReports } from '../../moderation-errors';
import { AS_WRITER } from '../as-writer';
import { forgetKey, sealEvidence } from './evidence';

/** Of one person, that no moderator has looked at. */
const MOST_OPEN = 100;

export interface NewReport {
  reason: ReportReason;
  comment?: string | undefined;
}

interface MessageRow {
  row_id: string;
  room: string;
  sender: string;
  text: string | null;
  version: number;
}

/**
 * Tells the moderators of a message, and keeps sealed what it says now. A member reports a message once: a repeat finds
 * the first report. What is said in tickets is not theirs to read, and whoever complains of support tells support.
 *
 * @throws NotFound where there is no such message in a room of the viewer's that is none of a ticket.
 * @throws MessageDeleted, CannotReportOneself, TooManyReports
 */
export async function reportMessage(strapi: Core.Strapi, viewer: Viewer, messageId: string, report: NewReport): Promise<{ reportId: string; isNew: boolean }> {
  const db = sql(strapi);
  const [message] = await db.query<MessageRow>(
    `SELECT m.room_id AS row_id, r.public_id AS room, m.sender, m.text, m.version FROM messages m JOIN rooms r ON r.id = m.room_id
     JOIN room_members o ON o.room_id = m.room_id AND o.member = $2 WHERE m.id = $1 AND r.kind <> 'ticket'`,
    [messageId, viewer.id],
  );
  if (!message) throw new NotFound();
  const before = await findReport(db, viewer, messageId);
  if (before !== undefined) return { reportId: before, isNew: false };
  if (message.sender === viewer.id) throw new CannotReportOneself();
  if (message.text === null) throw new MessageDeleted();
  const [open] = await db.query<{ count: number }>('SELECT count(*)::int AS count FROM message_reports WHERE reporter = $1 AND outcome IS NULL', [viewer.id]);
  if (open && open.count >= MOST_OPEN) throw new TooManyReports({ mostOpen: MOST_OPEN });

  const reportId = newId('rep');
  const evidence = await sealEvidence(strapi, reportId, { text: message.text, version: message.version });
  if (await store(strapi, viewer, { ...report, reportId, messageId, message, evidence })) return { reportId, isNew: true };
  // The same report came twice at once, and the other was stored first.
  await forgetKey(strapi, reportId);
  return { reportId: (await findReport(db, viewer, messageId)) ?? reportId, isNew: false };
}

async function findReport(db: Sql, viewer: Viewer, messageId: string): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>('SELECT id FROM message_reports WHERE message_id = $1 AND reporter = $2', [messageId, viewer.id]);
  return row?.id;
}

/** @returns whether it was the first of this reporter about this message. */
function store(strapi: Core.Strapi, viewer: Viewer, { reportId, messageId, message, reason, comment, evidence }: NewReport & { reportId: string; messageId: string; message: MessageRow; evidence: Buffer }): Promise<boolean> {
  return transaction(strapi, async (tx) => {
    const stored = await tx.execute(
      `INSERT INTO message_reports (id, message_id, room_id, author, reporter, reason, comment, evidence, created_at)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 FROM ${AS_WRITER} ON CONFLICT (message_id, reporter) DO NOTHING`,
      [reportId, messageId, message.row_id, message.sender, viewer.id, reason, comment ?? null, evidence, clock.now()],
    );
    if (stored === 1) await appendEvent(tx, 'message.reported', { type: 'report', id: reportId }, { reportId, messageId, roomId: message.room, reason });
    return stored === 1;
  });
}
