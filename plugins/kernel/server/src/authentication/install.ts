import { errors } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { Forbidden, Unauthenticated } from '../errors';
import { requestContext } from '../request-context';
import type { Authentication } from './authentication';
import type { Identity } from './identity';
import { looksSigned } from './tokens';

interface Scope {
  scope?: readonly string[];
  strategies?: readonly unknown[];
}

/** What Strapi passes from authentication to authorisation, and to its sanitizers. */
interface Auth {
  strategy: { name: string; authenticate(): never; verify(auth: Auth, config: Scope): void };
  credentials: unknown;
  ability: { can(action: string): boolean };
}

interface AuthService {
  authenticate(ctx: Context, next: Next): unknown;
  verify(auth: unknown, config?: Scope | false): unknown;
}

interface RouteState {
  route?: { config?: { auth?: Scope | false }; info?: { type?: string } };
  user?: { documentId?: string };
  session?: { id: string };
  isAuthenticated?: boolean;
  auth?: unknown;
}

const strategy: Auth['strategy'] = {
  name: 'mangrove',
  authenticate() {
    throw new Error('The strategy "mangrove" is not registered with Strapi; authentication itself calls it.');
  },
  verify({ credentials, ability }, { scope }) {
    if (scope?.every((action) => ability.can(action)) ?? credentials !== null) return;
    if (credentials === null) throw new Unauthenticated();
    throw new Forbidden();
  },
};

/** `Bearer …` of RFC 6750; `null` for a header of another form, `undefined` without one. */
function bearerToken(ctx: Context): string | null | undefined {
  const header = ctx.headers.authorization;
  if (header === undefined) return undefined;
  return /^Bearer +([^\s]+) *$/i.exec(header)?.[1] ?? null;
}

/** Made once for a cached identity, not once a request. */
const auths = new WeakMap<Identity, Auth>();

function authOf(identity: Identity): Auth {
  let auth = auths.get(identity);
  if (!auth) {
    auth = { strategy, credentials: identity.user, ability: { can: (action) => identity.actions.has(action) } };
    auths.set(identity, auth);
  }
  return auth;
}

/**
 * Puts our authentication in the place of Strapi's for the content API. What is not a token of a user (Strapi's API
 * tokens, the admin panel) goes on to Strapi; its refusals get our codes.
 */
export function installAuthentication(strapi: Core.Strapi, authentication: Authentication): void {
  const service = strapi.get('auth') as unknown as AuthService;
  const original = { authenticate: service.authenticate.bind(service), verify: service.verify.bind(service) };

  const byStrapi = async (ctx: Context, next: Next) => {
    let isThrough = false;
    const answer = await original.authenticate(ctx, () => {
      isThrough = true;
      const { route, user } = ctx.state as RouteState;
      if (route?.info?.type === 'admin' && user?.documentId) requestContext.setActor({ type: 'staff', id: user.documentId });
      return next();
    });
    if (!isThrough) throw new Unauthenticated();
    return answer;
  };

  const enter = (ctx: Context, next: Next, identity: Identity | undefined) => {
    if (!identity) throw new Unauthenticated();
    const state = ctx.state as RouteState;
    state.user = identity.user;
    state.session = { id: identity.sessionId };
    state.isAuthenticated = true;
    state.auth = authOf(identity);
    requestContext.setActor({ type: 'user', id: identity.user.documentId });
    return next();
  };

  service.authenticate = (ctx, next) => {
    const { config, info } = (ctx.state as RouteState).route ?? {};
    if (config?.auth === false) return next();
    if (info?.type !== 'content-api' || config?.auth?.strategies) return byStrapi(ctx, next);
    const token = bearerToken(ctx);
    if (token === null) throw new Unauthenticated();
    if (token === undefined) {
      return authentication.publicActions().then((actions) => {
        (ctx.state as RouteState).auth = { strategy, credentials: null, ability: { can: (action: string) => actions.has(action) } };
        return next();
      });
    }
    const recent = authentication.recent(token);
    if (recent) return enter(ctx, next, recent);
    if (!looksSigned(token)) return byStrapi(ctx, next);
    return authentication.identify(token).then((identity) => enter(ctx, next, identity));
  };

  service.verify = (auth, config = {}) => {
    if (config !== false && isOurs(auth)) return strategy.verify(auth, config);
    return verifyByStrapi(() => original.verify(auth, config));
  };
}

const isOurs = (auth: unknown): auth is Auth => typeof auth === 'object' && auth !== null && (auth as Auth).strategy === strategy;

async function verifyByStrapi(verify: () => unknown) {
  try {
    await verify();
  } catch (error) {
    if (error instanceof errors.UnauthorizedError) throw new Unauthenticated();
    // A policy's refusal has a sentence of its own.
    if (error instanceof errors.ForbiddenError && !(error instanceof errors.PolicyError)) throw new Forbidden();
    throw error;
  }
}

/** For a route that needs a person: an API token of Strapi stands for none. */
export const requireUser = (ctx: Context, next: Next): Promise<unknown> => {
  if (!(ctx.state as RouteState).user) throw new Forbidden();
  return next();
};
