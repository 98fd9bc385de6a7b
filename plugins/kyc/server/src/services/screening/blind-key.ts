import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { kernel, sql } from '#kernel';

/** Whose data key seals it: nobody's, so that it is rewrapped with the others and never forgotten. */
const SUBJECT = 'kyc-screening';
const BOUND_TO = 'kyc_screening_key';

const keys = new WeakMap<Core.Strapi, Promise<Buffer>>();

/**
 * The key under which people lie in the index of names; the same for good, on every server. It is made at random, so that the master key
 * can be replaced without indexing everybody anew.
 */
export function blindKey(strapi: Core.Strapi): Promise<Buffer> {
  let key = keys.get(strapi);
  if (!key) {
    key = obtain(strapi);
    keys.set(strapi, key);
    // What failed once may work the next time.
    key.catch(() => keys.delete(strapi));
  }
  return key;
}

async function obtain(strapi: Core.Strapi): Promise<Buffer> {
  const find = async () => (await sql(strapi).query<{ sealed: Buffer }>('SELECT sealed FROM kyc_screening_key'))[0]?.sealed;
  let sealed = await find();
  if (!sealed) {
    const fresh = await kernel(strapi).values.seal(SUBJECT, randomBytes(32).toString('base64'), BOUND_TO);
    // Of two servers that make one, one is first, and both use that.
    await sql(strapi).execute('INSERT INTO kyc_screening_key (sealed) VALUES ($1) ON CONFLICT DO NOTHING', [fresh]);
    sealed = (await find()) ?? fresh;
  }
  const opened = await kernel(strapi).values.open(SUBJECT, sealed, BOUND_TO);
  if (opened === undefined) throw new Error('The data key "kyc-screening" is gone; people can no longer be found by changed lists. Restore it from a backup.');
  return Buffer.from(opened, 'base64');
}
