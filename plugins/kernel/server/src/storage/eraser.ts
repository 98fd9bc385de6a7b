import type { Core } from '@strapi/strapi';
import type { Registry } from '../registry';
import { transaction } from '../transaction';
import type { ObjectStore } from './object-store';

/** Of one pass; the next one follows at once where there may be more. */
const MOST_OF_A_PASS = 100;
/** A store that failed is asked again after this time; the other objects do not wait for it. */
const AGAIN_AFTER = '1 minute';

/**
 * Erases what is due, one object a transaction: its row is held meanwhile, so that nobody keeps it in the same moment,
 * and goes only after its bytes. A crash at any line leaves the row, and the next pass erases again.
 */
export const createEraser = (strapi: Core.Strapi, stores: Registry<ObjectStore>) => async (): Promise<void> => {
  for (let done = 0; done < MOST_OF_A_PASS; done += 1) {
    const isDone = await transaction(strapi, async (tx) => {
      const [due] = await tx.query<{ key: string; store: string; subject: string }>(
        'SELECT key, store, subject FROM stored_objects WHERE erase_at <= now() ORDER BY erase_at LIMIT 1 FOR UPDATE SKIP LOCKED',
      );
      if (!due) return true;
      try {
        await stores.get(due.store).erase(due.key);
        // A key of its own goes with it; that of a person may have sealed more.
        if (due.subject === due.key) await tx.query('SELECT mangrove_forget($1)', [[due.key]]);
        await tx.execute('DELETE FROM stored_objects WHERE key = $1', [due.key]);
      } catch (error) {
        strapi.log.error(`The object store did not erase an object; it is asked again in ${AGAIN_AFTER}.`, { key: due.key, error });
        await tx.execute(`UPDATE stored_objects SET erase_at = now() + interval '${AGAIN_AFTER}' WHERE key = $1`, [due.key]);
      }
      return false;
    });
    if (isDone) return;
  }
};
