import type { Core } from '@strapi/strapi';
import { actorText, clock, kernel, requestContext, type Sql } from '#kernel';
import { REVIEWABLE, type ApplicationState } from '../../domain/application';
import type { Risk } from '../../domain/profile';
import { lookUp } from './look-up';
import { queuePages, type QueueFilters } from './queue-pages';

interface Row {
  row_id: number;
  rank: number;
  id: string;
  person_id: string;
  level: string;
  state: ApplicationState;
  attempt: number;
  needs_second_review: boolean;
  has_open_hits: boolean;
  shares_number: boolean;
  shares_file: boolean;
  shares_name: boolean;
  is_decided_by_you: boolean;
  risk: Risk;
  submitted_at: Date;
  due_at: Date;
  due_text: string;
  holder_id: string | null;
  holder_name: string | null;
  claimed_until: Date | null;
}

/** What a row of the queue says of an application `a`; `$1` is now, `$2` who asks. Looked up for the rows of one page alone. */
const ROW = `a.id AS row_id, a.document_id AS id, a.person_id, a.level, a.state, a.attempt, a.needs_second_review, a.has_open_hits, a.risk, a.submitted_at, a.due_at, a.due_at::text AS due_text,
  f.shares_number, f.shares_file, f.shares_name, s.document_id AS holder_id, nullif(trim(concat_ws(' ', s.firstname, s.lastname)), '') AS holder_name,
  CASE WHEN a.claimed_until > $1 THEN a.claimed_until END AS claimed_until,
  EXISTS (SELECT FROM kyc_decisions d WHERE d.application_id = a.document_id AND d.attempt = a.attempt AND d.person = $2) AS is_decided_by_you`;
const BESIDE = `CROSS JOIN LATERAL kyc_flags_of(a.document_id, a.attempt) f LEFT JOIN admin_users s ON a.claimed_until > $1 AND s.document_id = substr(a.claimed_by, 7)`;

/**
 * One page of the applications that were handed in. No names: whoever wants to see a person opens the application, which is recorded.
 *
 * @throws CursorWrong when the cursor was made for other filters; SearchTooBroad
 */
export async function listQueue(strapi: Core.Strapi, filters: QueueFilters, limit: number, cursor?: string) {
  const now = clock.now();
  const actor = actorText(requestContext.actor());
  const scope = `staff:kyc-queue:${JSON.stringify(filters)}`;
  const [rank, dueAt, rowId] = cursor === undefined ? [] : kernel(strapi).cursors.read(scope, cursor);
  const after = dueAt === undefined ? undefined : { rank: Number(rank), dueAt: String(dueAt), rowId: Number(rowId) };
  const { text, values } = queuePages({ filters, actor, now, most: limit + 1, after });
  const rows = await lookUp(strapi, async (tx) => {
    const found = await tx.query<{ id: number; rank: number }>(text, values);
    return rowsOf(tx, found, { now, actor });
  });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    data: rows.slice(0, limit).map((row) => toOut(row, now)),
    meta: { nextCursor: last ? kernel(strapi).cursors.write(scope, [last.rank, last.due_text, last.row_id]) : null },
  };
}

/** Applications that were handed in, in this order. */
export async function queueRows(tx: Sql, rowIds: readonly number[], asked: { now: Date; actor: string }) {
  const rows = await rowsOf(tx, rowIds.map((id) => ({ id, rank: 0 })), asked);
  return rows.map((row) => toOut(row, asked.now));
}

const rowsOf = (tx: Sql, found: readonly { id: number; rank: number }[], { now, actor }: { now: Date; actor: string }): Promise<Row[]> =>
  tx.query<Row>(
    `SELECT p.rank, ${ROW} FROM unnest($3::int[], $4::int[]) WITH ORDINALITY AS p (id, rank, place) JOIN kyc_applications a ON a.id = p.id ${BESIDE} ORDER BY p.place`,
    [now, actor, found.map(({ id }) => id), found.map(({ rank }) => rank)],
  );

const toOut = (row: Row, now: Date) => ({
  id: row.id,
  personId: row.person_id,
  level: row.level,
  state: row.state,
  attempt: row.attempt,
  risk: row.risk,
  needsSecondReview: row.needs_second_review,
  isDecidedByYou: row.is_decided_by_you,
  submittedAt: row.submitted_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  isOverdue: REVIEWABLE.includes(row.state) && row.due_at < now,
  claim: row.holder_id === null || row.claimed_until === null ? null : { by: { id: row.holder_id, name: row.holder_name ?? '' }, until: row.claimed_until.toISOString() },
  flags: { sharedNumber: row.shares_number, sharedFile: row.shares_file, sharedName: row.shares_name, openHits: row.has_open_hits },
});
