import type { Core } from '@strapi/strapi';
import { sql } from '../transaction';
import type { SessionEndReason } from './events';
import { Recent } from './recent';

/** A member of staff, signed in to the admin panel, and what their roles allow. */
export interface StaffIdentity {
  /** Public id, `stf_…`. */
  id: string;
  /** Row number: it never leaves the server. */
  rowId: number;
  sessionId: string;
  /** Milliseconds since 1970 after which the token is worth nothing. */
  tokenEndsAtMs: number;
  /** Another text as soon as their roles, or what one of these allows, change. */
  grants: string;
  /** Whether they hold a permission, e.g. `plugin::payments.payments.read`, without any condition. */
  may(permission: string): boolean;
}

export type StaffHolder = Pick<StaffIdentity, 'rowId' | 'sessionId' | 'grants'>;

/** A signed-out or demoted member of staff is refused on every other instance after this time at the latest. */
const TTL_MS = 5_000;
const MAX_TOKENS = 1_000;

/** What hangs on a condition is left out: it is about a record, and nobody holds it against one here. */
const GRANTED = `
granted AS (
  SELECT l.role_id, array_agg(DISTINCT p.action::text) AS actions
  FROM admin_permissions p JOIN admin_permissions_role_lnk l ON l.permission_id = p.id
  WHERE p.action LIKE 'plugin::%' AND coalesce(p.conditions::text, '[]') = '[]'
  GROUP BY l.role_id
), held AS (
  SELECT ul.user_id, bool_or(r.code = 'strapi-super-admin') AS is_super_admin,
         md5(string_agg(concat_ws(' ', r.id, r.code, g.actions), ' ' ORDER BY r.id)) AS grants
  FROM admin_users_roles_lnk ul JOIN admin_roles r ON r.id = ul.role_id LEFT JOIN granted g ON g.role_id = r.id
  WHERE ul.user_id = ANY ($1::int[])
  GROUP BY ul.user_id
)`;

/** The same rule as Strapi's for requests of the admin panel; a refresh leaves the older session to its tokens. */
const standing = (more = '') => `
WITH ${GRANTED}
SELECT a.session_id, u.document_id AS id, u.is_active IS TRUE AND u.blocked IS NOT TRUE AS may_enter, s.id IS NOT NULL AS is_signed_in,
       coalesce(h.is_super_admin, false) AS is_super_admin, coalesce(h.grants, '') AS grants${more}
FROM unnest($1::int[], $2::text[]) AS a (row_id, session_id)
LEFT JOIN admin_users u ON u.id = a.row_id
LEFT JOIN strapi_sessions s ON s.session_id = a.session_id AND s.user_id = a.row_id::text AND s.origin = 'admin' AND s.expires_at > $3
LEFT JOIN held h ON h.user_id = u.id`;

const ACTIONS = `, (SELECT array_agg(DISTINCT action) FROM admin_users_roles_lnk l JOIN granted g ON g.role_id = l.role_id, unnest(g.actions) action
  WHERE l.user_id = u.id) AS actions`;

interface Standing {
  session_id: string;
  id: string | null;
  may_enter: boolean;
  is_signed_in: boolean;
  is_super_admin: boolean;
  grants: string;
}

const kept = new WeakMap<Core.Strapi, Recent<StaffIdentity>>();

function recent(strapi: Core.Strapi): Recent<StaffIdentity> {
  let found = kept.get(strapi);
  if (!found) {
    found = new Recent<StaffIdentity>({ ttlMs: TTL_MS, maxEntries: MAX_TOKENS });
    kept.set(strapi, found);
  }
  return found;
}

/** Who an access token of the admin panel speaks for; `undefined` when it must be refused. */
export async function identifyStaff(strapi: Core.Strapi, token: string): Promise<StaffIdentity | undefined> {
  const { isValid, payload } = strapi.sessionManager('admin').validateAccessToken(token);
  if (!isValid) return undefined;
  const rowId = Number(payload.userId);
  if (!Number.isSafeInteger(rowId)) return undefined;
  const tokenEndsAtMs = payload.exp * 1_000;
  return recent(strapi).find(token, () => findStaff(strapi, rowId, payload.sessionId, tokenEndsAtMs), tokenEndsAtMs - Date.now());
}

async function findStaff(strapi: Core.Strapi, rowId: number, sessionId: string, tokenEndsAtMs: number): Promise<StaffIdentity | undefined> {
  const [row] = await sql(strapi).query<Standing & { actions: string[] | null }>(standing(ACTIONS), [[rowId], [sessionId], new Date()]);
  if (!row || row.id === null || !row.may_enter || !row.is_signed_in) return undefined;
  const actions = new Set(row.actions ?? []);
  return { id: row.id, rowId, sessionId, tokenEndsAtMs, grants: row.grants, may: (permission) => row.is_super_admin || actions.has(permission) };
}

/** Forgets what is kept of every member of staff. Other instances notice within five seconds. */
export const forgetStaff = (strapi: Core.Strapi): void => recent(strapi).drop(() => true);

/**
 * Which of these sign-ins are over, or allow something else than they did, and why. One query for all of them. What was
 * kept of those is forgotten here, so that whoever comes back at once comes back with what they may do now.
 */
export async function findEndedStaff<H extends StaffHolder>(strapi: Core.Strapi, holders: readonly H[]): Promise<Map<H, SessionEndReason>> {
  if (holders.length === 0) return new Map();
  const sessions = new Map(holders.map(({ sessionId, rowId }) => [sessionId, rowId]));
  const rows = await sql(strapi).query<Standing>(standing(), [[...sessions.values()], [...sessions.keys()], new Date()]);
  const standings = new Map(rows.map((row) => [row.session_id, row]));
  const ended = new Map<H, SessionEndReason>();
  for (const holder of holders) {
    const reason = endOf(standings.get(holder.sessionId), holder);
    if (reason !== undefined) ended.set(holder, reason);
  }
  const endedIds = new Set([...ended.keys()].map(({ sessionId }) => sessionId));
  if (endedIds.size > 0) recent(strapi).drop(({ sessionId }) => endedIds.has(sessionId));
  return ended;
}

function endOf(row: Standing | undefined, { grants }: StaffHolder): SessionEndReason | undefined {
  if (!row || row.id === null) return 'deleted';
  if (!row.may_enter) return 'blocked';
  if (!row.is_signed_in) return 'signed_out';
  return row.grants === grants ? undefined : 'role_changed';
}
