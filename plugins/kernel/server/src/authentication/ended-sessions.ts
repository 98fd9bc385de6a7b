import type { Core } from '@strapi/strapi';
import { sql } from '../transaction';
import { sessionEndReason, type SessionEndReason } from './events';

/** Who holds something open under a sign-in, such as a socket; both as the access token names them. */
export interface SessionHolder {
  userId: string;
  sessionId: string;
}

/** The same rule as for requests, for many sessions at once. */
const LIVE = `
SELECT h.session_id FROM unnest($1::text[], $2::text[]) AS h (session_id, user_id)
JOIN strapi_sessions s ON s.session_id = h.session_id AND s.origin = 'users-permissions'
JOIN up_users u ON u.document_id = h.user_id AND u.id::text = s.user_id AND u.blocked IS NOT TRUE
WHERE EXISTS (SELECT 1 FROM up_users_role_lnk ul WHERE ul.user_id = u.id)
  AND EXISTS (
    SELECT 1 FROM strapi_sessions a
    WHERE a.document_id = s.document_id AND a.user_id = s.user_id AND a.origin = s.origin AND a.status = 'active'
      AND a.expires_at > $3 AND (a.absolute_expires_at IS NULL OR a.absolute_expires_at > $3))`;

/** Why each of them ended: as it was announced, else as the user looks now. */
const REASONS = `
SELECT h.user_id, coalesce(
  (SELECT e.payload->>'reason' FROM domain_events e WHERE e.aggregate_id = h.user_id AND e.type = 'session.ended' AND e.occurred_at > $2 ORDER BY e.seq DESC LIMIT 1),
  CASE WHEN u.id IS NULL THEN 'deleted' WHEN u.blocked THEN 'blocked' ELSE 'signed_out' END) AS reason
FROM unnest($1::text[]) AS h (user_id) LEFT JOIN up_users u ON u.document_id = h.user_id`;

/** An announcement older than this told of another end. */
const ANNOUNCED_WITHIN_MS = 60_000;

/** Which of these sessions are over, and why; by session id. One query for all of them, a second one for those that ended. */
export async function findEnded(strapi: Core.Strapi, holders: readonly SessionHolder[]): Promise<Map<string, SessionEndReason>> {
  const db = sql(strapi);
  const now = new Date();
  const rows = await db.query<{ session_id: string }>(LIVE, [holders.map(({ sessionId }) => sessionId), holders.map(({ userId }) => userId), now]);
  const live = new Set(rows.map(({ session_id: id }) => id));
  const ended = holders.filter(({ sessionId }) => !live.has(sessionId));
  if (ended.length === 0) return new Map();
  const reasons = await db.query<{ user_id: string; reason: string }>(REASONS, [
    [...new Set(ended.map(({ userId }) => userId))],
    new Date(now.getTime() - ANNOUNCED_WITHIN_MS),
  ]);
  const reasonOf = new Map(reasons.map(({ user_id: userId, reason }) => [userId, sessionEndReason.parse(reason)]));
  return new Map(ended.map(({ sessionId, userId }) => [sessionId, reasonOf.get(userId) ?? 'signed_out']));
}
