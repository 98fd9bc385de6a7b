import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { everyone, type Access } from './define';

/** A route as it was handed to Strapi's server. */
export interface KnownRoute {
  type: 'content-api' | 'admin';
  method: string;
  /** With its prefix, parameters as `:name`. */
  path: string;
  /** `plugin::payments.payment.create`; `undefined` for a bare function. */
  handler: string | undefined;
  isPublic: boolean;
  /** Permissions that its policies ask of staff. */
  permissions: string[];
  /** One of our own plugins, or of this project. */
  isOurs: boolean;
}

interface RawRoute {
  method: string;
  path: string;
  handler: unknown;
  info?: { pluginName?: string; apiName?: string };
  config?: { auth?: unknown; prefix?: string; policies?: unknown[] };
}

interface Router {
  type: 'content-api' | 'admin';
  prefix?: string;
  routes: RawRoute[];
}

export interface RouteReport {
  served: KnownRoute[];
  /** Ours, but without an entry in the declaration, or at odds with it: not served. */
  refused: { route: KnownRoute; reason: string }[];
}

const reports = new WeakMap<Core.Strapi, RouteReport>();

/** What this server serves, and what it refused to. */
export const routeReport = (strapi: Core.Strapi): RouteReport => reports.get(strapi) ?? { served: [], refused: [] };

/**
 * Has the server take declared routes only. Of Strapi's own plugins the admin routes stay, which guard themselves, and the
 * content API goes (lists of users, uploads, locales): nothing of it is declared.
 */
export function serveDeclaredRoutes(strapi: Core.Strapi, access: Access): void {
  const report: RouteReport = { served: [], refused: [] };
  reports.set(strapi, report);
  const server = strapi.server as unknown as { routes(router: unknown): unknown };
  const serve = server.routes.bind(server);
  server.routes = (router) => {
    if (!isRouter(router)) return serve(router);
    const routes = router.routes.filter((raw) => {
      const route = describe(strapi, router, raw);
      const reason = whyRefused(access, route);
      if (reason === undefined) report.served.push(route);
      else if (route.isOurs) report.refused.push({ route, reason });
      return reason === undefined;
    });
    return serve({ ...router, routes });
  };
}

const isRouter = (value: unknown): value is Router => typeof value === 'object' && value !== null && 'type' in value && 'routes' in value;

function whyRefused(access: Access, { type, handler, isPublic, permissions, isOurs }: KnownRoute): string | undefined {
  if (type === 'admin') {
    if (!isOurs) return undefined;
    if (permissions.length === 0) return 'it asks for no permission; add the policy admin::hasPermissions';
    const unknown = permissions.filter((permission) => !access.staff.has(permission));
    return unknown.length > 0 ? `it asks for ${unknown.join(', ')}, which src/access/declaration.ts does not have` : undefined;
  }
  const callers = handler === undefined ? undefined : access.api.get(handler);
  if (callers === undefined) return 'src/access/declaration.ts does not say who may call it';
  if (isPublic !== (callers === everyone)) return isPublic ? 'it is open to everyone, but declared for some' : 'it asks for a token, but is declared for everyone';
  return undefined;
}

function describe(strapi: Core.Strapi, router: Router, { method, path: address, handler, info, config }: RawRoute): KnownRoute {
  const prefix = config && 'prefix' in config ? '' : (router.prefix ?? '');
  const source = info?.pluginName === 'admin' ? 'admin::' : info?.pluginName !== undefined ? `plugin::${info.pluginName}.` : `api::${info?.apiName ?? 'unknown'}.`;
  return {
    type: router.type,
    method,
    path: `${router.type === 'content-api' ? (strapi.config.get('api.rest.prefix') as string) : ''}${prefix}${address}`.replace(/(?<=.)\/$/, ''),
    handler: typeof handler === 'string' ? (handler.startsWith(source) ? handler : `${source}${handler}`) : undefined,
    isPublic: config?.auth === false,
    permissions: (config?.policies ?? []).flatMap(permissionsAsked),
    isOurs: info?.pluginName === undefined || isOurPlugin(strapi, info.pluginName) || (router.type === 'content-api' && info.pluginName === 'users-permissions'),
  };
}

function permissionsAsked(policy: unknown): string[] {
  const { name, config } = (policy ?? {}) as { name?: string; config?: { actions?: unknown[] } };
  if (name !== 'admin::hasPermissions') return [];
  return (config?.actions ?? []).filter((action) => typeof action === 'string');
}

function isOurPlugin(strapi: Core.Strapi, name: string): boolean {
  const enabled = strapi.config.get(`enabledPlugins.${name}`) as { pathToPlugin?: string } | undefined;
  return enabled?.pathToPlugin !== undefined && path.resolve(enabled.pathToPlugin).startsWith(path.join(strapi.dirs.app.root, 'plugins') + path.sep);
}
