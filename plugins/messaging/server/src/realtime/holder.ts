import type { Core } from '@strapi/strapi';
import { authentication, Forbidden, identifyStaff, Unauthenticated } from '#kernel';
import type { SocketEvent } from './catalogue';
import type { Connection } from './connection';
import type { NamespaceName } from './namespaces';

/** Who a token speaks for, and until when. */
export type Holder = Pick<Connection, 'viewer' | 'staff' | 'sessionId' | 'tokenEndsAtMs'>;

const permission = (name: string) => `plugin::messaging.${name}`;

/** Who a token speaks for in a namespace. @throws Unauthenticated where nobody, or only in another one. */
export const holderOf = (strapi: Core.Strapi, namespace: NamespaceName, token: string): Promise<Holder> =>
  namespace === 'users' ? userOf(strapi, token) : staffOf(strapi, token);

async function userOf(strapi: Core.Strapi, token: string): Promise<Holder> {
  const claims = authentication(strapi).tokens.readAccess(token);
  const identity = claims && (await authentication(strapi).identify(token));
  if (!identity) throw new Unauthenticated();
  return { viewer: { kind: 'user', id: identity.user.documentId }, staff: undefined, sessionId: claims.sessionId, tokenEndsAtMs: claims.exp * 1_000 };
}

async function staffOf(strapi: Core.Strapi, token: string): Promise<Holder> {
  const identity = await identifyStaff(strapi, token);
  if (!identity) throw new Unauthenticated();
  const { id, rowId, grants, sessionId, tokenEndsAtMs } = identity;
  return { viewer: { kind: 'staff', id, may: (name) => identity.may(permission(name)) }, staff: { rowId, grants }, sessionId, tokenEndsAtMs };
}

/**
 * Whether a connection may send an event now, by the same cached paths as requests: whoever was signed out, blocked or
 * demoted is refused here as there.
 */
export async function assertAllowed(strapi: Core.Strapi, { token, viewer }: Connection, { action }: SocketEvent): Promise<void> {
  if (action === null) return;
  if (viewer.kind === 'user') {
    const identity = authentication(strapi).recent(token) ?? (await authentication(strapi).identify(token));
    if (!identity) throw new Unauthenticated();
    if (action.users === undefined || !identity.actions.has(permission(action.users))) throw new Forbidden();
    return;
  }
  const identity = await identifyStaff(strapi, token);
  if (!identity) throw new Unauthenticated();
  if (action.staff === undefined || !identity.may(permission(action.staff))) throw new Forbidden();
}
