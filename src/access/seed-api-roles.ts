import type { Core } from '@strapi/strapi';
import { transaction, type Tx } from '#kernel';
import { apiRoles, handlersOf, type Access, type ApiRole } from './define';
import { compare, grantedBefore, remember, type HandChange } from './memory';

const ROLE = 'plugin::users-permissions.role';
const PERMISSION = 'plugin::users-permissions.permission';

/** Creates the API roles that are missing and gives each what is new for it. @returns what was changed by hand. */
export async function seedApiRoles(strapi: Core.Strapi, access: Access): Promise<HandChange[]> {
  const changes: HandChange[] = [];
  for (const role of Object.keys(apiRoles) as ApiRole[]) {
    changes.push(...(await transaction(strapi, (tx) => seedRole(strapi, tx, role, handlersOf(access, role)))));
  }
  return changes;
}

async function seedRole(strapi: Core.Strapi, tx: Tx, type: ApiRole, declared: string[]): Promise<HandChange[]> {
  const roleId = await ensureRole(strapi, type);
  const name = `api:${type}`;
  const before = await grantedBefore(tx, name);
  if (before.size === 0) await dropDefaults(strapi, roleId, declared);
  const given = new Set((await permissionsOf(strapi, roleId)).map(({ action }) => action));
  const { missing, byHand } = compare(name, { declared, given, before });
  for (const action of missing) await strapi.db.query(PERMISSION).create({ data: { action, role: roleId } });
  await remember(tx, name, declared);
  return byHand;
}

async function ensureRole(strapi: Core.Strapi, type: ApiRole): Promise<number> {
  const found = (await strapi.db.query(ROLE).findOne({ where: { type } })) as { id: number } | null;
  if (found) return found.id;
  const created = (await strapi.db.query(ROLE).create({ data: { type, ...apiRoles[type] } })) as { id: number };
  return created.id;
}

const permissionsOf = (strapi: Core.Strapi, roleId: number) =>
  strapi.db.query(PERMISSION).findMany({ where: { role: { id: roleId } } }) as Promise<{ id: number; action: string }[]>;

/** A new database has the grants that Strapi comes with; they are nobody's decision. */
async function dropDefaults(strapi: Core.Strapi, roleId: number, declared: readonly string[]): Promise<void> {
  for (const { id, action } of await permissionsOf(strapi, roleId)) {
    if (action.startsWith('plugin::users-permissions.') && !declared.includes(action)) await strapi.db.query(PERMISSION).delete({ where: { id } });
  }
}
