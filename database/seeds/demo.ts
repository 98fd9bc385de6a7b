import type { Core } from '@strapi/strapi';
import { linkPerson, sql } from '#kernel';
import { seedScreeningList } from './synthetic-screening-list';

const USER = 'plugin::users-permissions.user';

interface StaffService {
  create(user: object): Promise<{ id: number; documentId: string }>;
  updateById(id: number, changes: object): Promise<unknown>;
}
interface HashService {
  validatePassword(password: string, hash: string): Promise<boolean>;
}

interface Found {
  id: number;
  document_id: string;
  password: string;
}

/**
 * People to try things with: an administrator, a moderator who also works through the API, and a user; and a list of nobody to screen against. Running it again
 * repairs what is missing, and the password always is the given one. Never for production.
 */
export async function seedDemo(strapi: Core.Strapi, password: string): Promise<void> {
  await seedStaff(strapi, { email: 'admin@mangrove.test', firstname: 'Ada', lastname: 'Admin', roleCode: 'strapi-super-admin', password });
  const moderator = await seedStaff(strapi, { email: 'moderator@mangrove.test', firstname: 'Mo', lastname: 'Moderator', roleCode: 'mangrove-moderator', password });
  const moderatorUser = await seedUser(strapi, { email: 'moderator@mangrove.test', username: 'moderator', roleType: 'moderator', password });
  await seedUser(strapi, { email: 'user@mangrove.test', username: 'user', roleType: 'authenticated', password });
  const [linked] = await sql(strapi).query(
    `SELECT 1 FROM staff_links l JOIN admin_users s ON s.id = l.staff_id JOIN up_users u ON u.id = l.user_id WHERE s.document_id = $1 OR u.document_id = $2`,
    [moderator, moderatorUser],
  );
  if (!linked) await linkPerson(strapi, moderator, moderatorUser);
  await seedScreeningList(strapi);
}

/** @returns the public id. */
async function seedStaff(strapi: Core.Strapi, person: { email: string; firstname: string; lastname: string; roleCode: string; password: string }): Promise<string> {
  const service = strapi.service('admin::user') as unknown as StaffService;
  const { validatePassword } = strapi.service('admin::auth') as unknown as HashService;
  const [found] = await sql(strapi).query<Found>('SELECT id, document_id, password FROM admin_users WHERE lower(email) = $1', [person.email]);
  if (found) {
    if (!(await validatePassword(person.password, found.password))) await service.updateById(found.id, { password: person.password });
    return found.document_id;
  }
  const [role] = await sql(strapi).query<{ id: number }>('SELECT id FROM admin_roles WHERE code = $1', [person.roleCode]);
  if (!role) throw new Error(`The staff role "${person.roleCode}" does not exist yet.`);
  const { email, firstname, lastname, password } = person;
  const created = await service.create({ email, firstname, lastname, password, isActive: true, registrationToken: null, roles: [role.id] });
  return created.documentId;
}

/** @returns the public id. */
async function seedUser(strapi: Core.Strapi, person: { email: string; username: string; roleType: string; password: string }): Promise<string> {
  const { validatePassword } = strapi.service('plugin::users-permissions.user') as unknown as HashService;
  const [found] = await sql(strapi).query<Found>('SELECT id, document_id, password FROM up_users WHERE lower(email) = $1', [person.email]);
  if (found) {
    if (!(await validatePassword(person.password, found.password))) {
      await strapi.documents(USER).update({ documentId: found.document_id, data: { password: person.password } as never });
    }
    return found.document_id;
  }
  const [role] = await sql(strapi).query<{ id: number }>('SELECT id FROM up_roles WHERE type = $1', [person.roleType]);
  if (!role) throw new Error(`The API role "${person.roleType}" does not exist yet.`);
  const { email, username, password } = person;
  const created = await strapi.documents(USER).create({ data: { email, username, password, provider: 'local', confirmed: true, blocked: false, role: role.id } as never });
  return created.documentId;
}
