import type { KeyObject } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import jwt from 'jsonwebtoken';
import type pg from 'pg';

export interface User {
  id: string;
  email: string;
}

const CACHED_MS = 5_000;
const CACHED_SESSIONS = 10_000;

/** Who a token speaks for; nobody for a wrong one, of a blocked user, or of a session that ended more than five seconds ago. */
export function usersByToken(pool: pg.Pool, key: KeyObject): (token: string) => Promise<User | undefined> {
  const known = new Map<string, { user: User; untilMs: number }>();
  return async (token) => {
    const sessionId = sessionOf(token, key);
    if (sessionId === undefined) return undefined;
    const cached = known.get(sessionId);
    if (cached && cached.untilMs > Date.now()) return cached.user;
    known.delete(sessionId);
    const { rows } = await pool.query<User>({
      name: 'user-of-session',
      text: `SELECT u.id, u.email FROM sessions s JOIN users u ON u.id = s.user_id
             WHERE s.id = $1 AND s.ended_at IS NULL AND NOT u.blocked`,
      values: [sessionId],
    });
    const user = rows[0];
    if (!user) return undefined;
    if (known.size >= CACHED_SESSIONS) known.delete(known.keys().next().value ?? '');
    known.set(sessionId, { user, untilMs: Date.now() + CACHED_MS });
    return user;
  };
}

/** Refuses a request without a token that speaks for somebody. */
export function authenticate(pool: pg.Pool, key: KeyObject) {
  const userOf = usersByToken(pool, key);
  return async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const [scheme, token] = (req.headers.authorization ?? '').split(' ');
    const user = scheme === 'Bearer' && token ? await userOf(token) : undefined;
    if (!user) {
      res.status(401).json({ data: null, error: { status: 401, message: 'Sign in first.' } });
      return;
    }
    res.locals.user = user;
    next();
  };
}

function sessionOf(token: string, key: KeyObject): string | undefined {
  try {
    const claims = jwt.verify(token, key, { algorithms: ['HS256'] });
    return typeof claims === 'object' && typeof claims.sid === 'string' ? claims.sid : undefined;
  } catch (error) {
    if (error instanceof jwt.JsonWebTokenError) return undefined;
    throw error;
  }
}
