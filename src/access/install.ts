import type { Core } from '@strapi/strapi';
import { installGuards } from '#kernel';
import { access } from './declaration';
import { accessGuards, type HandChange } from './memory';
import { serveReport } from './report-route';
import { routeReport, serveDeclaredRoutes } from './routes';
import { seedApiRoles } from './seed-api-roles';
import { registerStaffPermissions, seedStaffRoles } from './seed-staff-roles';

const changesByHand = new WeakMap<Core.Strapi, HandChange[]>();

/** What was found changed by hand when this server started. */
export const handChanges = (strapi: Core.Strapi): HandChange[] => changesByHand.get(strapi) ?? [];

/** In `register()`: routes are filtered and permissions known from the start. */
export async function installAccess(strapi: Core.Strapi): Promise<void> {
  installGuards(strapi, accessGuards);
  serveDeclaredRoutes(strapi, access);
  await registerStaffPermissions(strapi, access);
  serveReport(strapi, () => ({ changedByHand: handChanges(strapi), refusedRoutes: refusedRoutes(strapi) }));
}

/** In `bootstrap()`, under the boot lock: gives what is missing, overwrites nothing, and says what differs. */
export async function seedAccess(strapi: Core.Strapi): Promise<void> {
  const changes = [...(await seedApiRoles(strapi, access)), ...(await seedStaffRoles(strapi, access))];
  changesByHand.set(strapi, changes);
  for (const { role, action, change } of changes) strapi.log.warn(`Access differs from the declaration: ${action} was ${change} (${role}). It stays so.`);
  for (const line of refusedRoutes(strapi)) strapi.log.warn(`Not served: ${line}.`);
}

const refusedRoutes = (strapi: Core.Strapi): string[] => [
  ...routeReport(strapi).refused.map(({ route, reason }) => `${route.method} ${route.path}, because ${reason}`),
  ...declaredWithoutRoute(strapi).map((handler) => `${handler}, because no route leads to it`),
];

const declaredWithoutRoute = (strapi: Core.Strapi): string[] => {
  const served = new Set(routeReport(strapi).served.map(({ handler }) => handler));
  return [...access.api.keys()].filter((handler) => !served.has(handler));
};
