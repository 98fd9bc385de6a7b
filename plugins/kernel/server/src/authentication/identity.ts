import type { Core } from '@strapi/strapi';
import { sql } from '../transaction';
import type { TokenClaims } from './tokens';

/** The signed-in user as controllers find it in `ctx.state.user`. Shared between requests, so it is frozen. */
export interface SignedInUser {
  /** Row number: for joins only, it never leaves the server. */
  readonly id: number;
  /** Public id, `usr_…`. */
  readonly documentId: string;
  readonly username: string;
  readonly email: string;
  readonly confirmed: boolean;
  readonly blocked: boolean;
  readonly role: { readonly id: number; readonly type: string; readonly name: string };
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Who a token speaks for, and what that person's role allows. */
export interface Identity {
  user: SignedInUser;
  /** Public id of the sign-in, `ses_…`. */
  sessionId: string;
  /** Handlers that the role may call, e.g. `plugin::payments.payment.create`. */
  actions: ReadonlySet<string>;
}

interface Row {
  id: number;
  document_id: string;
  username: string;
  email: string;
  confirmed: boolean | null;
  created_at: Date;
  updated_at: Date;
  role_id: number;
  role_type: string;
  role_name: string;
  session: string;
  actions: string[] | null;
}

const actionsOf = (roleId: string) => `(
  SELECT array_agg(p.action::text ORDER BY p.action) FROM up_permissions p
  JOIN up_permissions_role_lnk pl ON pl.permission_id = p.id WHERE pl.role_id = ${roleId})`;

/**
 * An access token lives as long as its sign-in: a refresh marks the row of the token as rotated and adds an active one with
 * the same document id, so a request under way with the older token is not refused for that.
 */
const FIND = `
SELECT u.id, u.document_id, u.username, u.email, u.confirmed, u.created_at, u.updated_at,
       r.id AS role_id, r.type AS role_type, r.name AS role_name, s.document_id AS session, ${actionsOf('r.id')} AS actions
FROM strapi_sessions s
JOIN up_users u ON u.document_id = $2 AND u.id::text = s.user_id
JOIN up_users_role_lnk ul ON ul.user_id = u.id
JOIN up_roles r ON r.id = ul.role_id
WHERE s.session_id = $1 AND s.origin = 'users-permissions' AND u.blocked IS NOT TRUE
  AND EXISTS (
    SELECT 1 FROM strapi_sessions a
    WHERE a.document_id = s.document_id AND a.user_id = s.user_id AND a.origin = s.origin AND a.status = 'active'
      AND a.expires_at > $3 AND (a.absolute_expires_at IS NULL OR a.absolute_expires_at > $3))
  AND (u.confirmed IS TRUE OR NOT EXISTS (
    SELECT 1 FROM strapi_core_store_settings
    WHERE key = 'plugin_users-permissions_advanced' AND (value::jsonb ->> 'email_confirmation')::boolean))`;

/** Looks up who a verified token speaks for, in one query; nobody, where the session has ended or the user is shut out. */
export async function findIdentity(strapi: Core.Strapi, { userId, sessionId }: TokenClaims): Promise<Identity | undefined> {
  // `timestamp` columns have no zone: the driver sends UTC, as Strapi does.
  const [row] = await sql(strapi).query<Row>(FIND, [sessionId, userId, new Date()]);
  if (!row) return undefined;
  const role = Object.freeze({ id: row.role_id, type: row.role_type, name: row.role_name });
  const user: SignedInUser = Object.freeze({
    id: row.id,
    documentId: row.document_id,
    username: row.username,
    email: row.email,
    confirmed: row.confirmed === true,
    blocked: false,
    role,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
  return { user, sessionId: row.session, actions: shared(row.actions ?? []) };
}

/** What may be called without a token, where the route itself does not say so. */
export async function findPublicActions(strapi: Core.Strapi): Promise<ReadonlySet<string>> {
  const rows = await sql(strapi).query<{ actions: string[] | null }>(
    `SELECT ${actionsOf('r.id')} AS actions FROM up_roles r WHERE r.type = 'public'`,
  );
  return shared(rows.flatMap(({ actions }) => actions ?? []));
}

const sets = new Map<string, ReadonlySet<string>>();

/** One set for all users of a role, so that ten thousand cached users do not hold ten thousand of them. */
function shared(actions: string[]): ReadonlySet<string> {
  const text = actions.join('\n');
  let set = sets.get(text);
  if (!set) {
    // Roles are few; whoever changes them thousands of times must not make this grow without end.
    if (sets.size > 1_000) sets.clear();
    set = new Set(actions);
    sets.set(text, set);
  }
  return set;
}
