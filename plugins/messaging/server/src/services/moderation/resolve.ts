import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, NotFound, sql, transaction, type Tx } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { ReportOutcome } from '../../domain/report';
import type { Moderator } from '../../domain/sanction';
import { ReportSettled } from '../../moderation-errors';
import { feed } from '../log/feed';
import { holdRoom, type HeldRoom } from './hold-room';
import { eraseMessage } from './remove-message';
import { presentReport, REPORT, type Report, type ReportRow } from './reports';
import { impose, passOn, type Imposed } from './sanction';

export interface Resolution {
  outcome: ReportOutcome;
  /** Why; for moderators, and for whoever is sanctioned. */
  note?: string | undefined;
  /** How long its author is muted or banned. */
  until?: Date | undefined;
  /** Where its author is muted or banned; the room of the message, if absent. */
  scope?: 'room' | 'everywhere' | undefined;
}

/** What came of it, to be passed on after COMMIT. */
interface Done {
  events: RoomEvent[];
  imposed?: Imposed;
}

/**
 * Does what a report asks for and closes every open report of that message: all of it or nothing.
 *
 * @throws NotFound
 * @throws ReportSettled where another moderator was first; it says who.
 * @throws CannotSanctionOneself, ModeratorProtected, BanNeedsGroup
 */
export async function resolveReport(strapi: Core.Strapi, moderator: Moderator, id: string, resolution: Resolution): Promise<Report> {
  const [named] = await sql(strapi).query<{ room: string }>('SELECT r.public_id AS room FROM message_reports p JOIN rooms r ON r.id = p.room_id WHERE p.id = $1', [id]);
  if (!named) throw new NotFound();
  const { report, done } = await transaction(strapi, async (tx) => {
    // The room first, as everywhere; whoever comes second waits here, and then sees what the first did.
    const room = await holdRoom(tx, moderator, named.room);
    const open = await holdOpen(tx, id);
    const settled = await act(strapi, tx, moderator, open, room, resolution);
    return { report: await close(tx, moderator, id, open, room, resolution), done: settled };
  });
  feed(strapi).committed(done.events);
  if (done.imposed) passOn(strapi, done.imposed);
  return report;
}

async function holdOpen(tx: Tx, id: string): Promise<ReportRow> {
  const [row] = await tx.query<ReportRow>(`SELECT ${REPORT} FROM message_reports p WHERE p.id = $1 FOR UPDATE`, [id]);
  if (!row) throw new NotFound();
  if (row.outcome !== null) throw new ReportSettled({ outcome: row.outcome, resolvedBy: row.resolved_by ?? '', resolvedAt: row.resolved_at?.toISOString() ?? '' });
  return row;
}

async function act(strapi: Core.Strapi, tx: Tx, moderator: Moderator, report: ReportRow, room: HeldRoom, { outcome, note, until, scope = 'room' }: Resolution): Promise<Done> {
  // What its author is told: the words of the moderator, or what it was reported for.
  const reason = note ?? report.reason;
  if (outcome === 'dismissed') return { events: [] };
  if (outcome === 'removed') return { events: (await eraseMessage(strapi, tx, moderator, report.message_id, reason)).events };
  if (until === undefined) throw new Error('A sanction without an end: the shape of a resolution asks for it.');
  const kind = outcome === 'muted' ? 'mute' : 'ban';
  return { events: [], imposed: await impose(strapi, tx, moderator, { userId: report.author, kind, until, reason }, scope === 'room' ? room : undefined) };
}

async function close(tx: Tx, moderator: Moderator, id: string, { message_id: messageId }: ReportRow, { roomId }: HeldRoom, { outcome, note }: Resolution): Promise<Report> {
  const closed = await tx.query<ReportRow>(
    `UPDATE message_reports p SET outcome = $2, note = $3, resolved_by = $4, resolved_at = $5 WHERE p.message_id = $1 AND p.outcome IS NULL RETURNING ${REPORT}`,
    [messageId, outcome, note ?? null, moderator.id, clock.now()],
  );
  const own = closed.find((row) => row.id === id);
  if (!own) throw new Error('A report that was held is not among those that were closed.');
  const reportIds = closed.map((row) => row.id).toSorted();
  await appendEvent(tx, 'report.resolved', { type: 'report', id }, { reportIds, messageId, roomId, outcome, moderatorId: moderator.id });
  await audit(tx, { action: 'report.resolved', subject: { type: 'message', id: messageId }, data: { reportIds, roomId, outcome, note: note ?? null } });
  return presentReport(own);
}
