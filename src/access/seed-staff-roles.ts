import type { Core } from '@strapi/strapi';
import { transaction, type Tx } from '#kernel';
import { permissionsOf, staffRoles, type Access, type StaffRole } from './define';
import { compare, grantedBefore, remember, type HandChange } from './memory';

interface RoleService {
  findOne(where: object): Promise<{ id: number } | null>;
  create(role: object): Promise<{ id: number }>;
  addPermissions(roleId: number, permissions: object[]): Promise<unknown>;
}

interface ActionProvider {
  registerMany(actions: object[]): Promise<unknown>;
}

const roleService = (strapi: Core.Strapi) => strapi.service('admin::role') as unknown as RoleService;

/** Makes the declared permissions known to the admin panel; in `register()`, before Strapi throws out what it does not know. */
export async function registerStaffPermissions(strapi: Core.Strapi, access: Access): Promise<void> {
  const { actionProvider } = strapi.service('admin::permission') as unknown as { actionProvider: ActionProvider };
  await actionProvider.registerMany(
    [...access.staff.values()].map(({ plugin, name, does }) => ({
      section: 'plugins', pluginName: plugin, uid: name, displayName: does, subCategory: name.split('.')[0],
    })),
  );
}

/** Creates the staff roles that are missing and gives each what is new for it. @returns what was changed by hand. */
export async function seedStaffRoles(strapi: Core.Strapi, access: Access): Promise<HandChange[]> {
  const changes: HandChange[] = [];
  for (const code of Object.keys(staffRoles) as StaffRole[]) {
    changes.push(...(await transaction(strapi, (tx) => seedRole(strapi, tx, code, access))));
  }
  return changes;
}

async function seedRole(strapi: Core.Strapi, tx: Tx, code: StaffRole, access: Access): Promise<HandChange[]> {
  const roles = roleService(strapi);
  const role = (await roles.findOne({ code })) ?? (await roles.create({ code, ...(await freeName(roles, code)) }));
  const name = `staff:${code}`;
  const rows = (await strapi.db.query('admin::permission').findMany({ where: { role: { id: role.id } } })) as { action: string }[];
  // What staff may do with content types is theirs to arrange; only our own permissions are compared.
  const given = new Set(rows.map(({ action }) => action).filter((action) => access.staff.has(action)));
  const declared = permissionsOf(access, code);
  const { missing, byHand } = compare(name, { declared, given, before: await grantedBefore(tx, name) });
  if (missing.length > 0) await roles.addPermissions(role.id, missing.map((action) => ({ action, subject: null, properties: {}, conditions: [] })));
  await remember(tx, name, declared);
  return byHand;
}

/** Strapi wants the names of roles to differ, and somebody may have made a "Moderator" by hand. */
async function freeName(roles: RoleService, code: StaffRole) {
  const { name, description } = staffRoles[code];
  return { name: (await roles.findOne({ name })) ? `${name} (Mangrove)` : name, description };
}
