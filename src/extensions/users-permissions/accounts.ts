import type { Core } from '@strapi/strapi';
import { sql, type Sql } from '#kernel';
import type { UserShape } from './shapes';

export const USER = 'plugin::users-permissions.user';

/** A row of `up_users` with its role, as the account controllers need it. */
export interface Account {
  id: number;
  documentId: string;
  username: string;
  email: string;
  password: string | null;
  confirmed: boolean;
  blocked: boolean;
  role: { type: string; name: string } | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface AdvancedSettings {
  allow_register: boolean;
  email_confirmation: boolean;
  email_reset_password: string | null;
  email_confirmation_redirection: string | null;
  default_role: string;
}

interface UserService {
  add(values: object): Promise<{ id: number; documentId: string } & Omit<UserShape, 'id' | 'role'> & { role?: { type: string; name: string } }>;
  edit(id: number, values: object): Promise<unknown>;
  validatePassword(password: string, hash: string): Promise<boolean>;
}

/** Strapi's own service for users: it hashes, validates and runs the hooks. */
export const userService = (strapi: Core.Strapi): UserService => strapi.service('plugin::users-permissions.user') as unknown as UserService;

/** What staff set under Settings → Users & Permissions → Advanced. */
export const advancedSettings = async (strapi: Core.Strapi): Promise<AdvancedSettings> =>
  (await strapi.store({ type: 'plugin', name: 'users-permissions' }).get({ key: 'advanced' })) as AdvancedSettings;

const SELECT = `
SELECT u.id, u.document_id AS "documentId", u.username, u.email, u.password, u.confirmed IS TRUE AS confirmed, u.blocked IS TRUE AS blocked,
       u.created_at AS "createdAt", u.updated_at AS "updatedAt", CASE WHEN r.id IS NULL THEN NULL ELSE json_build_object('type', r.type, 'name', r.name) END AS role
FROM up_users u LEFT JOIN up_users_role_lnk l ON l.user_id = u.id LEFT JOIN up_roles r ON r.id = l.role_id`;

/** The account with that e-mail address or user name, however it is capitalised. A user name never is another's address. */
export async function findByIdentifier(strapi: Core.Strapi, identifier: string): Promise<Account | undefined> {
  const [found] = await sql(strapi).query<Account>(`${SELECT} WHERE lower(u.email) = lower($1) OR lower(u.username) = lower($1)`, [identifier]);
  return found;
}

export async function findByEmail(strapi: Core.Strapi, email: string): Promise<Account | undefined> {
  const [found] = await sql(strapi).query<Account>(`${SELECT} WHERE lower(u.email) = lower($1)`, [email]);
  return found;
}

/** @param within the caller's transaction, where there is one */
export async function findByPublicId(strapi: Core.Strapi, documentId: string, within: Sql = sql(strapi)): Promise<Account | undefined> {
  const [found] = await within.query<Account>(`${SELECT} WHERE u.document_id = $1`, [documentId]);
  return found;
}

/** Whether an address or name is taken, in either column: otherwise one could register another's address as a name. */
export async function isTaken(strapi: Core.Strapi, email: string, username: string): Promise<boolean> {
  const rows = await sql(strapi).query(`SELECT 1 FROM up_users WHERE lower(email) IN (lower($1), lower($2)) OR lower(username) IN (lower($1), lower($2)) LIMIT 1`, [email, username]);
  return rows.length > 0;
}
