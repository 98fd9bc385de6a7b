import type { Core } from '@strapi/strapi';
import { actorText, clock, kernel, requestContext, sql } from '#kernel';
import { REVIEWABLE, type ApplicationState } from '../../domain/application';
import type { Risk } from '../../domain/profile';

export interface QueueFilters {
  /** What waits for a reviewer, if absent. */
  state?: ApplicationState | undefined;
  level?: string | undefined;
  risk?: Risk | undefined;
  /** Held by nobody now, or by whoever asks. */
  claimed?: 'free' | 'mine' | undefined;
  personId?: string | undefined;
}

interface Row {
  row_id: number;
  id: string;
  person_id: string;
  level: string;
  state: ApplicationState;
  attempt: number;
  needs_second_review: boolean;
  risk: Risk;
  submitted_at: Date;
  due_at: Date;
  due_text: string;
  holder_id: string | null;
  holder_name: string | null;
  claimed_until: Date | null;
}

/**
 * One page of the applications that were handed in, the one that is due first at the top. No names: whoever wants to see
 * a person opens the application, which is recorded.
 *
 * @throws CursorWrong when the cursor was made for other filters.
 */
export async function listQueue(strapi: Core.Strapi, filters: QueueFilters, limit: number, cursor?: string) {
  const now = clock.now();
  const values: unknown[] = [now];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['a.due_at IS NOT NULL'];
  conditions.push(filters.state === undefined ? `a.state IN (${REVIEWABLE.map((state) => `'${state}'`).join(', ')})` : `a.state = ${bind(filters.state)}`);
  if (filters.level !== undefined) conditions.push(`a.level = ${bind(filters.level)}`);
  if (filters.risk !== undefined) conditions.push(`p.risk = ${bind(filters.risk)}`);
  if (filters.personId !== undefined) conditions.push(`a.person_id = ${bind(filters.personId)}`);
  if (filters.claimed === 'free') conditions.push('(a.claimed_until IS NULL OR a.claimed_until <= $1)');
  if (filters.claimed === 'mine') conditions.push(`a.claimed_by = ${bind(actorText(requestContext.actor()))} AND a.claimed_until > $1`);
  const scope = `staff:kyc-queue:${JSON.stringify([filters.state, filters.level, filters.risk, filters.claimed, filters.personId])}`;
  if (cursor !== undefined) {
    const [dueAt, rowId] = kernel(strapi).cursors.read(scope, cursor);
    conditions.push(`(a.due_at, a.id) > (${bind(dueAt)}::timestamp, ${bind(rowId)}::int)`);
  }
  const rows = await sql(strapi).query<Row>(
    `SELECT a.id AS row_id, a.document_id AS id, a.person_id, a.level, a.state, a.attempt, a.needs_second_review, p.risk, a.submitted_at, a.due_at, a.due_at::text AS due_text,
            s.document_id AS holder_id, trim(concat_ws(' ', s.firstname, s.lastname)) AS holder_name, CASE WHEN a.claimed_until > $1 THEN a.claimed_until END AS claimed_until
     FROM kyc_applications a JOIN kyc_profiles p ON p.person_id = a.person_id
       LEFT JOIN admin_users s ON a.claimed_until > $1 AND s.document_id = substr(a.claimed_by, 7)
     WHERE ${conditions.join(' AND ')} ORDER BY a.due_at, a.id LIMIT ${bind(limit + 1)}`,
    values,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    data: rows.slice(0, limit).map((row) => toOut(row, now)),
    meta: { nextCursor: last ? kernel(strapi).cursors.write(scope, [last.due_text, last.row_id]) : null },
  };
}

const toOut = (row: Row, now: Date) => ({
  id: row.id,
  personId: row.person_id,
  level: row.level,
  state: row.state,
  attempt: row.attempt,
  needsSecondReview: row.needs_second_review,
  risk: row.risk,
  submittedAt: row.submitted_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  isOverdue: REVIEWABLE.includes(row.state) && row.due_at < now,
  claim: row.holder_id === null || row.claimed_until === null ? null : { by: { id: row.holder_id, name: row.holder_name ?? '' }, until: row.claimed_until.toISOString() },
});
