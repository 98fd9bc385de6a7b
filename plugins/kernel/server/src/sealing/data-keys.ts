import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Registry } from '../registry';
import { sql } from '../transaction';
import type { KeyWrapper } from './key-wrapper';

/** One data key a subject, stored in wrapped form alone. Forgetting a subject removes it: all that it sealed is then noise. */
export interface DataKeys {
  /** The key of a subject; made where it has none. */
  obtain(subject: string): Promise<Buffer>;
  /** @returns `undefined` where it has none, or was forgotten. */
  find(subject: string): Promise<Buffer | undefined>;
}

interface KeyRow {
  wrapped: Buffer;
  wrapped_by: string;
  wrapped_with: string;
}

const DATA_KEY_BYTES = 32;

/** @param current the code of the wrapper that new keys get */
export function createDataKeys(strapi: Core.Strapi, wrappers: Registry<KeyWrapper>, current: string): DataKeys {
  const wrapper = wrappers.get(current);

  async function find(subject: string): Promise<Buffer | undefined> {
    const [row] = await sql(strapi).query<KeyRow>('SELECT wrapped, wrapped_by, wrapped_with FROM data_keys WHERE subject = $1', [subject]);
    return row && wrappers.get(row.wrapped_by).unwrap(row.wrapped, row.wrapped_with, subject);
  }

  return {
    find,
    async obtain(subject) {
      const known = await find(subject);
      if (known) return known;
      const dataKey = randomBytes(DATA_KEY_BYTES);
      const wrapped = await wrapper.wrap(dataKey, subject);
      const made = await sql(strapi).execute(
        'INSERT INTO data_keys (subject, wrapped, wrapped_by, wrapped_with) VALUES ($1, $2, $3, $4) ON CONFLICT (subject) DO NOTHING',
        [subject, wrapped, wrapper.code, wrapper.keyId],
      );
      if (made === 1) return dataKey;
      // Somebody else made it between our look and our insertion: theirs it is.
      const theirs = await find(subject);
      if (!theirs) throw new Error(`${subject} was forgotten while a key for it was made.`);
      return theirs;
    },
  };
}
