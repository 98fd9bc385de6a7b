import { pipeline, type Readable } from 'node:stream';
import { pipeline as piped } from 'node:stream/promises';
import type { Core } from '@strapi/strapi';
import { Unavailable } from '../errors';
import { newId } from '../ids';
import type { Registry } from '../registry';
import type { DataKeys } from '../sealing/data-keys';
import { openStream, sealStream } from '../sealing/stream';
import { sql, type Tx } from '../transaction';
import type { ObjectStore } from './object-store';

/** Private bytes: encrypted under the key of whom they concern before they leave the process, and kept in a store. */
export interface SealedObjects {
  /**
   * Seals and stores what flows in, in bounded memory. It is erased again, a day later at the latest, unless the caller
   * keeps it in the transaction that stores what refers to it: so a crash between the two leaves nothing.
   *
   * @param subject whose key seals it, e.g. a person; without one the object has a key of its own and is its own subject
   * @param version counts what takes the place of what; from 1
   * @returns its key.
   * @throws the error of the stream, when that fails.
   * @throws Unavailable when the store does not take it.
   */
  put(object: { subject?: string; version?: number }, bytes: Readable): Promise<string>;
  /** Keeps an object for good, if the transaction commits. @throws Error when it is not there any more. */
  keep(tx: Tx, key: string): Promise<void>;
  /**
   * What was put. A stream that fails with SealBroken gives no more, and what it gave is not all there was.
   *
   * @returns `undefined` where there is no such object, or its subject was forgotten.
   * @throws Unavailable when the store does not answer, or has lost it.
   */
  open(key: string): Promise<Readable | undefined>;
  /** Removes the keys of subjects: from COMMIT on nothing opens what they sealed. The bytes are erased after that. */
  forget(tx: Tx, subjects: readonly string[]): Promise<void>;
  /** Has single objects erased once the transaction has committed, whoever's key has sealed them; that stays. */
  erase(tx: Tx, keys: readonly string[]): Promise<void>;
}

interface ObjectRow {
  store: string;
  subject: string;
  version: number;
}

/** How long an object may be written and not yet be kept; far more than any request takes. */
const KEPT_WITHIN = '1 day';

/** @param current the code of the store that new objects go to */
export function createSealedObjects(strapi: Core.Strapi, stores: Registry<ObjectStore>, current: string, keys: DataKeys): SealedObjects {
  const store = stores.get(current);
  const unavailable = (what: string, key: string, error: unknown) => {
    strapi.log.error(`The object store ${what}.`, { key, error });
    return new Unavailable();
  };

  return {
    async put({ subject: whose, version = 1 }, bytes) {
      const key = newId('obj');
      const subject = whose ?? key;
      const dataKey = await keys.obtain(subject);
      await sql(strapi).execute(`INSERT INTO stored_objects (key, store, subject, version, erase_at) VALUES ($1, $2, $3, $4, now() + interval '${KEPT_WITHIN}')`, [key, store.code, subject, version]);
      const sealed = sealStream(dataKey, { objectId: key, subject, version });
      let failure: unknown;
      const stored = store.put(key, sealed).catch((error: unknown) => {
        // Else it is the sender's failure, which the other of the two tells.
        if (sealed.errored === null) failure = unavailable('did not take an object', key, error);
        sealed.destroy(error instanceof Error ? error : new Error(String(error)));
      });
      const [sent] = await Promise.allSettled([piped(bytes, sealed), stored]);
      if (sent.status === 'fulfilled' && failure === undefined) return key;
      // Where this is lost too, the day goes by.
      await sql(strapi).execute('UPDATE stored_objects SET erase_at = now() WHERE key = $1', [key]);
      throw failure ?? (sent.status === 'rejected' ? sent.reason : new Unavailable());
    },

    async keep(tx, key) {
      const kept = await tx.execute('UPDATE stored_objects SET erase_at = NULL WHERE key = $1 AND erase_at > now()', [key]);
      if (kept !== 1) throw new Error(`The object ${key} was erased before it was kept.`);
    },

    async open(key) {
      const [row] = await sql(strapi).query<ObjectRow>('SELECT store, subject, version FROM stored_objects WHERE key = $1', [key]);
      const dataKey = row && (await keys.find(row.subject));
      if (!dataKey) return undefined;
      const source = await stores.get(row.store).get(key).catch((error: unknown) => {
        throw unavailable('did not give an object', key, error);
      });
      // Whoever reads learns of a failure by the stream itself.
      return pipeline(source, openStream(dataKey, { objectId: key, subject: row.subject, version: row.version }), (error) => {
        if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') strapi.log.error('A stored object could not be read to its end.', { key, error });
      });
    },

    async forget(tx, subjects) {
      await tx.query('SELECT mangrove_forget($1)', [subjects]);
    },

    async erase(tx, keys) {
      await tx.execute('UPDATE stored_objects SET erase_at = now() WHERE key = ANY ($1) AND (erase_at IS NULL OR erase_at > now())', [keys]);
    },
  };
}
