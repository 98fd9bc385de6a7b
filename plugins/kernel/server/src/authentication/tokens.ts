import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';

/** Pinned: a token that names another algorithm, or none, is refused. */
const ALGORITHM = 'HS256';
const PUBLIC_ID = /^[a-z0-9_-]{1,64}$/i;

/** What both kinds of token say, under the names that Strapi gives it. Everybody who holds a token can read it. */
export interface TokenClaims {
  /** Public id of the user, `usr_…`: unlike a row number, it tells nobody how many users there are. */
  userId: string;
  sessionId: string;
  /** Seconds since 1970 after which the token is worth nothing. */
  exp: number;
}

export interface Tokens {
  /** The claims of an access token that we signed and that has not expired. */
  readAccess(token: string): TokenClaims | undefined;
  readRefresh(token: string): TokenClaims | undefined;
  signAccess(claims: Omit<TokenClaims, 'exp'>): string;
  /** `issuedAt` and `expiresAt` are those of the session's row, so that the same row always gives the same token. */
  signRefresh(claims: Omit<TokenClaims, 'exp'>, issuedAt: Date, expiresAt: Date): string;
}

/** Access and refresh tokens in the format of Strapi's session manager, but for the user's id. A key object is prepared once; a text would be prepared at every call. */
export function createTokens(secret: string, accessLifetimeSeconds: number): Tokens {
  const key = createSecretKey(Buffer.from(secret));
  return {
    readAccess: (token) => read(key, token, 'access'),
    readRefresh: (token) => read(key, token, 'refresh'),
    signAccess: (claims) => jwt.sign({ ...claims, type: 'access' }, key, { algorithm: ALGORITHM, expiresIn: accessLifetimeSeconds }),
    signRefresh: (claims, issuedAt, expiresAt) =>
      jwt.sign({ ...claims, type: 'refresh', iat: seconds(issuedAt), exp: seconds(expiresAt) }, key, { algorithm: ALGORITHM }),
  };
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1_000);

function read(key: KeyObject, token: string, type: 'access' | 'refresh'): TokenClaims | undefined {
  let payload: unknown;
  try {
    payload = jwt.verify(token, key, { algorithms: [ALGORITHM] });
  } catch (error) {
    if (error instanceof jwt.JsonWebTokenError || error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof payload !== 'object' || payload === null) return undefined;
  const { type: found, userId, sessionId, exp } = payload as Record<string, unknown>;
  if (found !== type || typeof sessionId !== 'string' || typeof exp !== 'number') return undefined;
  return typeof userId === 'string' && PUBLIC_ID.test(userId) ? { userId, sessionId, exp } : undefined;
}

/** Whether a bearer token has the form of ours; Strapi's API tokens have no dots. */
export const looksSigned = (token: string): boolean => token.split('.').length === 3;
