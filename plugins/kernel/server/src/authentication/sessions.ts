import { buildSessionMetadata, z } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import { appendEvent } from '../events/append';
import { newId } from '../ids';
import { sql, transaction, type Tx } from '../transaction';
import { authentication, type SessionLifetimes } from './authentication';
import './events';
import type { SessionEndReason } from './events';

/** What a client keeps: a short-lived token for requests, a long-lived one to get the next pair. */
export interface TokenPair {
  jwt: string;
  refreshToken: string;
}

/** The person whose sessions are meant: the row number for the tables, the public id for the event. */
export interface SessionOwner {
  id: number;
  documentId: string;
}

export interface SessionInfo {
  id: string;
  deviceId: string | null;
  deviceName: string | null;
  loginAt: string | null;
  lastRefreshAt: string;
}

/** What Strapi's `buildSessionMetadata` writes. */
const sessionMetadata = z.object({ deviceName: z.string().nullable().default(null), loginAt: z.string().nullable().default(null) });

interface SessionRow {
  id: number;
  user_id: string;
  document_id: string;
  session_id: string;
  device_id: string | null;
  status: string;
  metadata: unknown;
  created_at: Date;
  expires_at: Date;
  absolute_expires_at: Date;
}

/**
 * Everything about the sessions of API users. One sign-in is a line of rows: each refresh adds one and marks the one before
 * it `rotated`. All of them share a `document_id`, the public id of the session (`ses_…`). Strapi's session manager
 * understands the rows made here, and ends them; tokens are read and made here alone.
 */
function createSessions(strapi: Core.Strapi, lifetimes: SessionLifetimes) {
  const { tokens, forget } = authentication(strapi);

  async function insert(tx: Tx, row: { publicId: string; userId: string; deviceId: string | null; metadata: unknown; endsAt: Date }): Promise<SessionRow> {
    const now = new Date();
    const idleEnd = new Date(now.getTime() + lifetimes.idleSeconds * 1_000);
    const [created] = await tx.query<SessionRow>(
      `INSERT INTO strapi_sessions (document_id, user_id, session_id, device_id, origin, status, type, metadata, created_at, updated_at, published_at, expires_at, absolute_expires_at)
       VALUES ($1, $2, $3, $4, 'users-permissions', 'active', 'refresh', $5, $6, $6, $6, $7, $8) RETURNING *`,
      [
        row.publicId,
        row.userId,
        strapi.sessionManager.generateSessionId(),
        row.deviceId,
        JSON.stringify(row.metadata),
        now,
        idleEnd < row.endsAt ? idleEnd : row.endsAt,
        row.endsAt,
      ],
    );
    if (!created) throw new Error('PostgreSQL stored a session and did not return it.');
    return created;
  }

  const pairOf = (row: SessionRow, owner: string): TokenPair => {
    const claims = { userId: owner, sessionId: row.session_id };
    return { jwt: tokens.signAccess(claims), refreshToken: tokens.signRefresh(claims, row.created_at, row.expires_at) };
  };

  async function endOne(tx: Tx, owner: SessionOwner, publicId: string, reason: SessionEndReason): Promise<boolean> {
    const ended = await tx.execute(
      `DELETE FROM strapi_sessions WHERE document_id = $1 AND user_id = $2 AND origin = 'users-permissions'`,
      [publicId, String(owner.id)],
    );
    return announce(tx, owner, ended, reason);
  }

  async function announce(tx: Tx, owner: SessionOwner, ended: number, reason: SessionEndReason): Promise<boolean> {
    if (ended === 0) return false;
    await appendEvent(tx, 'session.ended', { type: 'user', id: owner.documentId }, { userId: owner.documentId, reason });
    tx.afterCommit(() => forget(owner.id));
    return true;
  }

  return {
    /** Signs a user in on one more device. */
    async start(owner: SessionOwner, device: { id?: string | undefined; userAgent?: string | undefined }): Promise<TokenPair> {
      const endsAt = new Date(Date.now() + lifetimes.maxSeconds * 1_000);
      const metadata = buildSessionMetadata({ userAgent: device.userAgent ?? null });
      return transaction(strapi, async (tx) =>
        pairOf(await insert(tx, { publicId: newId('ses'), userId: String(owner.id), deviceId: device.id ?? null, metadata, endsAt }), owner.documentId),
      );
    },

    /**
     * Gives a new pair for a refresh token, once. A token that comes a second time has been copied: the one who copied it
     * and the one who owns it cannot be told apart, so everything that came from that sign-in ends.
     *
     * @see https://datatracker.ietf.org/doc/html/rfc9700#section-4.14.2
     */
    async refresh(refreshToken: string): Promise<TokenPair | undefined> {
      const claims = tokens.readRefresh(refreshToken);
      if (!claims) return undefined;
      return transaction(strapi, async (tx) => {
        const [found] = await tx.query<SessionRow & { may_enter: boolean }>(
          `SELECT s.*, u.blocked IS NOT TRUE AS may_enter FROM strapi_sessions s JOIN up_users u ON u.document_id = $2 AND u.id::text = s.user_id
           WHERE s.session_id = $1 AND s.origin = 'users-permissions' FOR UPDATE OF s`,
          [claims.sessionId, claims.userId],
        );
        if (!found || !found.may_enter) return undefined;
        if (found.status !== 'active') {
          await endOne(tx, { id: Number(found.user_id), documentId: claims.userId }, found.document_id, 'token_reused');
          return undefined;
        }
        const now = new Date();
        if (found.expires_at <= now || found.absolute_expires_at <= now) return undefined;
        const child = await insert(tx, {
          publicId: found.document_id,
          userId: found.user_id,
          deviceId: found.device_id,
          metadata: found.metadata,
          endsAt: found.absolute_expires_at,
        });
        await tx.execute(`UPDATE strapi_sessions SET status = 'rotated', child_id = $2, updated_at = $3 WHERE id = $1`, [found.id, child.session_id, now]);
        return pairOf(child, claims.userId);
      });
    },

    /** Removes rows whose tokens have all expired. Until then a rotated row is what a copied token is recognised by. */
    purge: () => sql(strapi).execute('DELETE FROM strapi_sessions WHERE expires_at < $1', [new Date()]),

    /** The sign-ins of a user that can still be refreshed, the latest used first. */
    async list(owner: SessionOwner): Promise<SessionInfo[]> {
      const rows = await sql(strapi).query<SessionRow>(
        `SELECT * FROM strapi_sessions WHERE user_id = $1 AND origin = 'users-permissions' AND status = 'active' AND expires_at > $2
         ORDER BY created_at DESC, id DESC`,
        [String(owner.id), new Date()],
      );
      return rows.map((row) => {
        const { deviceName, loginAt } = sessionMetadata.parse(row.metadata ?? {});
        return { id: row.document_id, deviceId: row.device_id, deviceName, loginAt, lastRefreshAt: row.created_at.toISOString() };
      });
    },

    /** Ends one sign-in by its public id. @returns whether there was one, of that user. */
    endOne,

    /** Ends every session of a user, or those of one of the user's devices. @returns whether there was one. */
    async endAll(tx: Tx, owner: SessionOwner, reason: SessionEndReason, deviceId?: string): Promise<boolean> {
      const ended = await tx.execute(
        `DELETE FROM strapi_sessions WHERE user_id = $1 AND origin = 'users-permissions' AND ($2::text IS NULL OR device_id = $2)`,
        [String(owner.id), deviceId ?? null],
      );
      return announce(tx, owner, ended, reason);
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;

const made = new WeakMap<Core.Strapi, Sessions>();

/** The sessions of this server. */
export function sessions(strapi: Core.Strapi): Sessions {
  let found = made.get(strapi);
  if (!found) {
    found = createSessions(strapi, authentication(strapi).lifetimes);
    made.set(strapi, found);
  }
  return found;
}
