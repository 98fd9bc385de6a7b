import type { Core } from '@strapi/strapi';

/**
 * Headers of a JSON API, as OWASP's REST security cheat sheet has them. They are the same for every answer, where
 * Strapi's `strapi::security` computes a policy for pages anew at each request.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
const API_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

type Factory = (config: unknown, tools: { strapi: Core.Strapi }) => Core.MiddlewareHandler | void;

/** The route of `strapi::public` for static files. It matches every GET, and so runs around every GET of the API. */
const STATIC_FILES = '/((?!uploads/).+)';

interface Server {
  routes(routes: { path: string }[]): unknown;
}

interface MiddlewareRegistry {
  extend(uid: string, wrap: (factory: Factory) => Factory): unknown;
}

/** Passes the requests by for which a middleware of Strapi does nothing, or the same every time. In `register()`. */
export function lightenMiddlewares(strapi: Core.Strapi): void {
  const registry = strapi.get('middlewares') as MiddlewareRegistry;
  const apiPath = `${strapi.config.get('api.rest.prefix', '/api') as string}/`;

  registry.extend('strapi::security', (factory) => (config, tools) => {
    const forPages = handlerOf(factory(config, tools));
    return (ctx, next) => {
      if (!ctx.path.startsWith(apiPath)) return forPages(ctx, next);
      ctx.set(API_HEADERS);
      return next();
    };
  });

  registry.extend('strapi::favicon', (factory) => (config, tools) => {
    const serve = handlerOf(factory(config, tools));
    return (ctx, next) => (ctx.path.startsWith(apiPath) ? next() : serve(ctx, next));
  });

  registry.extend('strapi::public', (factory) => (config, { strapi: real }) => {
    const { config: settings, dirs } = real;
    const server: Server = {
      routes: (routes) =>
        (real.server as Server).routes(
          routes.map((route) => (route.path === STATIC_FILES ? { ...route, path: `/((?!uploads/|${apiPath.slice(1)}).+)` } : route)),
        ),
    };
    return factory(config, { strapi: { config: settings, dirs, server } as unknown as Core.Strapi });
  });

  registry.extend('strapi::body', (factory) => (config, tools) => {
    const read = handlerOf(factory(config, tools));
    return (ctx, next) => (ctx.method === 'GET' || ctx.method === 'HEAD' ? next() : read(ctx, next));
  });
}

function handlerOf(made: Core.MiddlewareHandler | void): Core.MiddlewareHandler {
  if (!made) throw new Error('A middleware of Strapi has no handler any more; look at its new version.');
  return made;
}
