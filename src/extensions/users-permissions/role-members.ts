import type { Core } from '@strapi/strapi';
import type { Tx } from '#kernel';

export const ROLE = 'plugin::users-permissions.role';

/** Whether a write of roles can give users another role. `createMany` and `updateMany` leave relations alone. */
export function mayMoveUsers(method: string, data: unknown): boolean {
  if (method.startsWith('delete')) return true;
  return (method === 'create' || method === 'update') && isRecord(data) && data.users !== undefined;
}

/**
 * The row numbers of the users whose role a write of roles may change, and perhaps of some more: those that its data name,
 * and, where it replaces the list or deletes the role, all who have the role now. The role is locked for that, so that
 * nobody joins it in between.
 */
export async function usersConcerned(strapi: Core.Strapi, tx: Tx, method: string, { data, where }: { data?: unknown; where?: unknown }): Promise<number[]> {
  const users = isRecord(data) ? data.users : undefined;
  const named = idsIn(users);
  if (method === 'create' || (method === 'update' && !isReplacement(users))) return named;
  const roles = (await strapi.db.query(ROLE).findMany({ where, select: ['id'] } as never)) as { id: number }[];
  const ids = roles.map(({ id }) => id);
  await tx.query('SELECT id FROM up_roles WHERE id = ANY($1::int[]) ORDER BY id FOR UPDATE', [ids]);
  const members = await tx.query<{ user_id: number }>('SELECT user_id FROM up_users_role_lnk WHERE role_id = ANY($1::int[])', [ids]);
  return [...new Set([...named, ...members.map(({ user_id }) => user_id)])];
}

/** Strapi adds and removes only for an object that says `connect` or `disconnect`; anything else is the new list. */
const isReplacement = (users: unknown): boolean => !isRecord(users) || 'set' in users || 'id' in users;

/** Every row number in a relation as Strapi's queries take it: `3`, `'3'`, `{ id: 3 }`, `{ connect: [{ id: 3 }] }`, lists of them. */
function idsIn(relation: unknown): number[] {
  if (Array.isArray(relation)) return relation.flatMap(idsIn);
  if (isRecord(relation)) return [relation.id, relation.set, relation.connect, relation.disconnect].flatMap(idsIn);
  const id = typeof relation === 'string' ? Number(relation) : relation;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? [id] : [];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
