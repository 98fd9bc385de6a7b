import type { Core } from '@strapi/strapi';
import { clock, kernel, type Tx } from '#kernel';
import type { StoredFile } from './take-in';

/** However many somebody has not sent: these go with a message in the same transaction. */
const NO_LIMIT = 2_147_483_647;

/**
 * Keeps files that were put away, for a message that their owner sends in the same transaction.
 *
 * @returns their ids, as the message takes them; `undefined` where there are none.
 */
export async function keepFiles(strapi: Core.Strapi, tx: Tx, { rowId }: { rowId: string }, ownerId: string, files: readonly StoredFile[] = []): Promise<string[] | undefined> {
  for (const { id, object, name, mediaType, sizeBytes } of files) {
    await kernel(strapi).objects.keep(tx, object);
    await tx.query('SELECT messaging_keep_attachment($1, $2, $3, $4, $5, $6, $7, $8, $9)', [id, rowId, ownerId, object, name, mediaType, sizeBytes, NO_LIMIT, clock.now()]);
  }
  return files.length === 0 ? undefined : files.map(({ id }) => id);
}
