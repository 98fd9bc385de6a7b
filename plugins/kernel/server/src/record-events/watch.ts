import type { Core } from '@strapi/strapi';
import { appendEvent } from '../events/append';
import { transaction, type Tx } from '../transaction';
import './events';
import { changedFields, modelOf, type Row } from './fields';

type Params = { data?: unknown; where?: unknown };
type Write = (uid: string, params?: Params) => Promise<unknown>;
type Method = 'create' | 'createMany' | 'update' | 'updateMany' | 'delete' | 'deleteMany';
const METHODS: readonly Method[] = ['create', 'createMany', 'update', 'updateMany', 'delete', 'deleteMany'];

const watched = new WeakMap<Core.Strapi, Set<string>>();

/** Has `record.*` events told about a content type of a plugin, too; those of the application (`api::…`) always are. */
export function watchRecords(strapi: Core.Strapi, uid: string): void {
  const uids = watched.get(strapi);
  if (!uids) throw new Error('The kernel plugin is not registered; it must come first in config/plugins.ts.');
  uids.add(uid);
}

/**
 * Tells about every change of a watched record, in the transaction of the change.
 *
 * The place is the one that all ways of writing have in common: the REST API, the content manager and
 * `strapi.documents()` end here, and so does users-permissions, which uses `strapi.db.query()` without a transaction and
 * is seen by no document middleware. Lifecycle hooks alone would run outside a transaction there, and an event of a
 * change that fails later would go out. SQL of our own is not seen; it appends its events itself.
 */
export function installRecordEvents(strapi: Core.Strapi): void {
  const uids = new Set<string>();
  watched.set(strapi, uids);
  const entities = strapi.db.entityManager as unknown as Record<Method, Write>;
  for (const method of METHODS) {
    const write = entities[method].bind(entities);
    entities[method] = (uid, params = {}) => {
      if (!uid.startsWith('api::') && !uids.has(uid)) return write(uid, params);
      return transaction(strapi, (tx) => writeAndTell(strapi, tx, uid, method, params, () => write(uid, params)));
    };
  }
}

async function writeAndTell(strapi: Core.Strapi, tx: Tx, uid: string, method: Method, params: Params, write: () => Promise<unknown>): Promise<unknown> {
  const isNew = method === 'create' || method === 'createMany';
  const before = isNew ? [] : await lockRows(strapi, tx, uid, await matchingIds(strapi, uid, params.where));
  const result = await write();
  const after = await lockRows(strapi, tx, uid, isNew ? createdIds(result) : before.map(({ id }) => Number(id)));
  const model = modelOf(strapi, uid);
  const written = Object.keys(typeof params.data === 'object' && params.data !== null ? params.data : {});
  const tell = (type: 'record.created' | 'record.updated' | 'record.deleted', row: Row, fields: string[]) => {
    const documentId = String(row.document_id ?? row.id);
    return appendEvent(tx, type, { type: uid, id: documentId }, { uid, documentId, fields });
  };

  if (isNew) for (const row of after) await tell('record.created', row, changedFields(model, {}, row, written));
  const now = new Map(after.map((row) => [row.id, row]));
  for (const row of before) {
    const current = now.get(row.id);
    const fields = current ? changedFields(model, row, current, written) : [];
    if (!current) await tell('record.deleted', row, []);
    else if (fields.length > 0) await tell('record.updated', current, fields);
  }
  return result;
}

async function matchingIds(strapi: Core.Strapi, uid: string, where: unknown): Promise<number[]> {
  const rows = (await strapi.db.query(uid as never).findMany({ where, select: ['id'] } as never)) as { id: number }[];
  return rows.map(({ id }) => id);
}

/** Locked, so that the order of a record's events is the order of its changes; in one order, so that nobody deadlocks. */
async function lockRows(strapi: Core.Strapi, tx: Tx, uid: string, ids: readonly number[]): Promise<Row[]> {
  if (ids.length === 0) return [];
  const { tableName } = modelOf(strapi, uid);
  const rows = await tx.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM "${tableName}" t WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [ids]);
  return rows.map(({ row }) => row);
}

function createdIds(result: unknown): number[] {
  const { id, ids } = (result ?? {}) as { id?: number; ids?: (number | { id: number })[] };
  if (ids) return ids.map((one) => (typeof one === 'object' ? one.id : one));
  return id === undefined ? [] : [id];
}
