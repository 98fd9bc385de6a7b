import type { Core } from '@strapi/strapi';
import { appendEvent, newId, sessions, transaction, type SessionEndReason, type Tx } from '#kernel';
import { USER } from './accounts';
import './events';
import { voidCodes } from './codes';
import { mayMoveUsers, ROLE, usersConcerned } from './role-members';

/** What of a user we watch. */
interface Watched {
  id: number;
  documentId: string;
  email: string;
  isBlocked: boolean;
  passwordHash: string | null;
  role: string | null;
}

type Params = { data?: unknown; where?: unknown };
type Write = (uid: string, params?: Params) => Promise<unknown>;
type Method = 'create' | 'createMany' | 'update' | 'updateMany' | 'delete' | 'deleteMany';
const METHODS: readonly Method[] = ['create', 'createMany', 'update', 'updateMany', 'delete', 'deleteMany'];

/**
 * Follows every way in which Strapi writes a user: registration, the content manager, documents(), db.query(), and a role
 * whose list of users is written or that is deleted. The write, the events about it and the end of the sessions are one
 * transaction.
 */
export function watchUsers(strapi: Core.Strapi): void {
  const entities = strapi.db.entityManager as unknown as Record<Method, Write>;
  for (const method of METHODS) {
    const write = entities[method].bind(entities);
    entities[method] = (uid, params = {}) => {
      if (uid === USER) return transaction(strapi, (tx) => writeUsers(strapi, tx, method, params, write));
      if (uid === ROLE && mayMoveUsers(method, params.data)) return transaction(strapi, (tx) => writeRole(strapi, tx, method, params, write));
      return write(uid, params);
    };
  }
}

async function writeUsers(strapi: Core.Strapi, tx: Tx, method: Method, params: Params, write: Write): Promise<unknown> {
  const isNew = method.startsWith('create');
  const before = isNew ? [] : await lock(tx, await matchingIds(strapi, params.where));
  const result = await write(USER, { ...params, data: isNew ? asNew(params.data) : lowerCased(params.data) });
  await announce(strapi, tx, before, await read(tx, isNew ? createdIds(result) : before.map(({ id }) => id)));
  return result;
}

async function writeRole(strapi: Core.Strapi, tx: Tx, method: Method, params: Params, write: Write): Promise<unknown> {
  const before = await lock(tx, await usersConcerned(strapi, tx, method, params));
  const result = await write(ROLE, params);
  await announce(strapi, tx, before, await read(tx, before.map(({ id }) => id)));
  return result;
}

const lowerCased = (data: unknown): unknown =>
  isRecord(data) && typeof data.email === 'string' ? { ...data, email: data.email.toLowerCase() } : data;

/** Users get their public id at birth, whoever creates them. */
const asNew = (data: unknown): unknown => {
  if (Array.isArray(data)) return data.map(asNew);
  return isRecord(data) ? { ...(lowerCased(data) as object), documentId: newId('usr') } : data;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function createdIds(result: unknown): number[] {
  if (!isRecord(result)) return [];
  return Array.isArray(result.ids) ? (result.ids as number[]) : [result.id as number];
}

async function matchingIds(strapi: Core.Strapi, where: unknown): Promise<number[]> {
  const rows = (await strapi.db.query(USER).findMany({ where, select: ['id'] } as never)) as { id: number }[];
  return rows.map(({ id }) => id);
}

async function lock(tx: Tx, ids: number[]): Promise<Watched[]> {
  // In one order, so that two who change the same users do not wait for each other for ever.
  await tx.query('SELECT id FROM up_users WHERE id = ANY($1::int[]) ORDER BY id FOR UPDATE', [ids]);
  return read(tx, ids);
}

const read = (tx: Tx, ids: number[]): Promise<Watched[]> =>
  tx.query<Watched>(
    `SELECT u.id, u.document_id AS "documentId", u.email, u.blocked IS TRUE AS "isBlocked", u.password AS "passwordHash", r.type AS role
     FROM up_users u LEFT JOIN up_users_role_lnk l ON l.user_id = u.id LEFT JOIN up_roles r ON r.id = l.role_id
     WHERE u.id = ANY($1::int[]) ORDER BY u.id`,
    [ids],
  );

async function announce(strapi: Core.Strapi, tx: Tx, before: Watched[], after: Watched[]): Promise<void> {
  const old = new Map(before.map((user) => [user.id, user]));
  for (const user of after) {
    const was = old.get(user.id);
    old.delete(user.id);
    if (was) await announceChange(strapi, tx, was, user);
    else await appendEvent(tx, 'user.registered', about(user), { userId: user.documentId, role: user.role });
  }
  for (const gone of old.values()) {
    await sessions(strapi).endAll(tx, gone, 'deleted');
    await appendEvent(tx, 'user.deleted', about(gone), { userId: gone.documentId });
  }
}

async function announceChange(strapi: Core.Strapi, tx: Tx, was: Watched, is: Watched): Promise<void> {
  const userId = is.documentId;
  if (is.email !== was.email) await voidCodes(tx, is.id);
  const reasons: SessionEndReason[] = [];
  if (is.isBlocked !== was.isBlocked) {
    await appendEvent(tx, is.isBlocked ? 'user.blocked' : 'user.unblocked', about(is), { userId });
    if (is.isBlocked) reasons.push('blocked');
  }
  if (is.role !== was.role) {
    await appendEvent(tx, 'user.role_changed', about(is), { userId, from: was.role, to: is.role });
    reasons.push('role_changed');
  }
  if (is.passwordHash !== was.passwordHash) {
    await appendEvent(tx, 'user.password_changed', about(is), { userId });
    reasons.push('password_changed');
  }
  const [reason] = reasons;
  if (reason) await sessions(strapi).endAll(tx, is, reason);
}

const about = ({ documentId }: Watched) => ({ type: 'user', id: documentId });
