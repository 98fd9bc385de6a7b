import type { ClientBase } from 'pg';
import { openWithAny, seal } from '../crypto';
import { LOCAL_MASTER_KEY, localMasterKey } from './local-master-key';

const KEYS_OF_A_TRANSACTION = 500;

export interface Rewrapped {
  /** Data keys of subjects. */
  subjects: number;
  /** Keys of webhooks in the inbox. */
  webhooks: number;
}

/**
 * Wraps every key that is still wrapped with a master key of before with the current one; what the keys have sealed stays
 * as it is. Servers may run meanwhile. May be cut at any line and run again: it goes on where it was.
 *
 * @throws Error for a key that none of the master keys opens; those before it are done.
 */
export async function rewrapKeys(client: ClientBase, current: Buffer, previous: readonly Buffer[]): Promise<Rewrapped> {
  return { subjects: await rewrapSubjects(client, current, previous), webhooks: await rewrapWebhooks(client, [current, ...previous]) };
}

async function rewrapSubjects(client: ClientBase, current: Buffer, previous: readonly Buffer[]): Promise<number> {
  const wrapper = localMasterKey({ current, previous });
  for (let total = 0; ; ) {
    await client.query('BEGIN');
    const { rows } = await client.query<{ subject: string; wrapped: Buffer; wrapped_with: string }>(
      'SELECT subject, wrapped, wrapped_with FROM data_keys WHERE wrapped_by = $1 AND wrapped_with <> $2 ORDER BY subject LIMIT $3 FOR UPDATE',
      [LOCAL_MASTER_KEY, wrapper.keyId, KEYS_OF_A_TRANSACTION],
    );
    for (const { subject, wrapped, wrapped_with } of rows) {
      const again = await wrapper.wrap(await wrapper.unwrap(wrapped, wrapped_with, subject), subject);
      await client.query('UPDATE data_keys SET wrapped = $2, wrapped_with = $3 WHERE subject = $1', [subject, again, wrapper.keyId]);
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
