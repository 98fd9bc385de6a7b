import type { Core } from '@strapi/strapi';
import { authentication, sessions, type SessionOwner } from '#kernel';
import { USER } from './accounts';

/** `plugin::users-permissions.jwt`, as Strapi's own strategy and plugins of others use it. */
export interface StrapiTokenService {
  getToken(ctx: unknown): Promise<{ id: number } | null>;
  verify(token: string): Promise<{ id: number; sessionId?: string }>;
  issue(user: { id: number | string }): unknown;
}

/** Strapi's service would look for a row number in the token, and would let an ended session go on until its token expires. */
export const tokenService = (strapi: Core.Strapi, original: StrapiTokenService): StrapiTokenService => ({
  ...original,

  async verify(token) {
    const identity = await authentication(strapi).identify(token);
    if (!identity) throw new Error('Invalid token.');
    return { id: identity.user.id, sessionId: identity.sessionId };
  },

  async issue({ id }) {
    const owner = (await strapi.db.query(USER).findOne({ where: { id }, select: ['id', 'documentId'] } as never)) as SessionOwner | null;
    if (!owner) throw new Error(`There is no user with the id ${id}.`);
    return (await sessions(strapi).start(owner, {})).jwt;
  },
});
