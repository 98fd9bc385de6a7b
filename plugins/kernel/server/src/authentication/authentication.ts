import type { Core } from '@strapi/strapi';
import { findIdentity, findPublicActions, type Identity } from './identity';
import { Recent } from './recent';
import { createTokens, type Tokens } from './tokens';

/** An ended session, a block or a change of role is refused on every other instance after this time at the latest. */
const TTL_MS = 5_000;
const MAX_TOKENS = 10_000;

/** Who may come in: one cached path from a bearer token to the user, the role and its permissions. */
export interface Authentication {
  readonly tokens: Tokens;
  readonly lifetimes: SessionLifetimes;
  /** The kept answer for a token; costs no query. */
  recent(token: string): Identity | undefined;
  /** Who a token speaks for; `undefined` when it must be refused. */
  identify(token: string): Promise<Identity | undefined>;
  publicActions(): Promise<ReadonlySet<string>>;
  /** Forgets what is kept of one user, or of everybody. Other instances notice within five seconds. */
  forget(userId?: number): void;
}

export interface SessionLifetimes {
  /** An access token is good for so long. */
  accessSeconds: number;
  /** A session that nobody refreshed for so long is over. */
  idleSeconds: number;
  /** A session is over after this time, however busy. */
  maxSeconds: number;
}

export interface AuthenticationConfig {
  jwtSecret: string;
  lifetimes: SessionLifetimes;
}

const installed = new WeakMap<Core.Strapi, Authentication>();

export function createAuthentication(strapi: Core.Strapi, config: AuthenticationConfig): Authentication {
  const tokens = createTokens(config.jwtSecret, config.lifetimes.accessSeconds);
  const identities = new Recent<Identity>({ ttlMs: TTL_MS, maxEntries: MAX_TOKENS });
  const publicActions = new Recent<ReadonlySet<string>>({ ttlMs: TTL_MS, maxEntries: 1 });
  const authentication: Authentication = {
    tokens,
    lifetimes: config.lifetimes,
    recent: (token) => identities.get(token),
    async identify(token) {
      const claims = tokens.readAccess(token);
      // Kept no longer than the token itself is good for.
      return claims && identities.find(token, () => findIdentity(strapi, claims), claims.exp * 1_000 - Date.now());
    },
    publicActions: async () => (await publicActions.find('public', () => findPublicActions(strapi))) ?? new Set(),
    forget(userId) {
      identities.drop(({ user }) => userId === undefined || user.id === userId);
      if (userId === undefined) publicActions.drop(() => true);
    },
  };
  installed.set(strapi, authentication);
  return authentication;
}

/** The authentication of this server. @throws Error before the kernel plugin has registered. */
export function authentication(strapi: Core.Strapi): Authentication {
  const found = installed.get(strapi);
  if (!found) throw new Error('The kernel plugin is not registered; it must come first in config/plugins.ts.');
  return found;
}
