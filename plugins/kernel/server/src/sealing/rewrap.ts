import type { ClientBase } from 'pg';
import { openWithAny, seal } from '../crypto';
import { createRegistry, type Registry } from '../registry';
import { KEY_WRAPPER_METHODS, type KeyWrapper } from './key-wrapper';

/** Few enough that those who forget a person do not wait long, where a key service is asked for each. */
const KEYS_OF_A_TRANSACTION = 100;

export interface Rewrapped {
  /** Data keys of subjects. */
  subjects: number;
  /** Keys of webhooks in the inbox. */
  webhooks: number;
}

/**
 * Wraps every key that is wrapped with another master key than the current one anew; what the keys have sealed stays as it
 * is. Servers may run meanwhile. May be cut at any line and run again: it goes on where it was.
 *
 * @param wrappers all that are set up; `current` is the code of the one that wraps from now on
 * @param masterKeys those of the settings: the one that wraps the keys of webhooks, then those of before
 * @throws Error for a key that none of the master keys opens; those before it are done.
 */
export async function rewrapKeys(client: ClientBase, wrappers: readonly KeyWrapper[], current: string, masterKeys: readonly [Buffer, ...Buffer[]]): Promise<Rewrapped> {
  const known = createRegistry('key wrapper', KEY_WRAPPER_METHODS, wrappers);
  await known.get(current).check();
  return { subjects: await rewrapSubjects(client, known, known.get(current)), webhooks: await rewrapWebhooks(client, masterKeys) };
}

async function rewrapSubjects(client: ClientBase, wrappers: Registry<KeyWrapper>, wrapper: KeyWrapper): Promise<number> {
  for (let total = 0; ; ) {
    await client.query('BEGIN');
    const { rows } = await client.query<{ subject: string; wrapped: Buffer; wrapped_by: string; wrapped_with: string }>(
      'SELECT subject, wrapped, wrapped_by, wrapped_with FROM data_keys WHERE (wrapped_by, wrapped_with) <> ($1, $2) ORDER BY subject LIMIT $3 FOR UPDATE',
      [wrapper.code, wrapper.keyId, KEYS_OF_A_TRANSACTION],
    );
    for (const { subject, wrapped, wrapped_by, wrapped_with } of rows) {
      const again = await wrapper.wrap(await wrappers.get(wrapped_by).unwrap(wrapped, wrapped_with, subject), subject);
      await client.query('UPDATE data_keys SET wrapped = $2, wrapped_by = $3, wrapped_with = $4 WHERE subject = $1', [subject, again, wrapper.code, wrapper.keyId]);
    }
    await client.query('COMMIT');
    total += rows.length;
    if (rows.length < KEYS_OF_A_TRANSACTION) return total;
  }
}

/** These do not say which master key they are under: each is tried. */
async function rewrapWebhooks(client: ClientBase, masterKeys: readonly [Buffer, ...Buffer[]]): Promise<number> {
  let total = 0;
  for (let after = ''; ; ) {
    const { rows } = await client.query<{ message_id: string; body_key: Buffer }>(
      'SELECT message_id, body_key FROM inbox_deliveries WHERE body_key IS NOT NULL AND message_id > $1 ORDER BY message_id LIMIT $2',
      [after, KEYS_OF_A_TRANSACTION],
    );
    for (const { message_id, body_key } of rows) {
      const { plain, key } = openWithAny(masterKeys, body_key, message_id);
      if (key === masterKeys[0]) continue;
      // Only what is still there: a key that was forgotten meanwhile must not come back.
      const { rowCount } = await client.query('UPDATE inbox_deliveries SET body_key = $3 WHERE message_id = $1 AND body_key = $2', [message_id, body_key, seal(masterKeys[0], plain, message_id)]);
      total += rowCount ?? 0;
    }
    const last = rows.at(-1);
    if (!last || rows.length < KEYS_OF_A_TRANSACTION) return total;
    after = last.message_id;
  }
}
