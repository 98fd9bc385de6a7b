import type { Core } from '@strapi/strapi';
import { createBatcher } from '../batcher';
import { sql } from '../transaction';
import type { InboundMessage } from './message';

/** A message on its way into the tables. */
export interface NewMessage extends InboundMessage {
  id: string;
  digest: Buffer;
  sealed: Buffer;
  wrappedKey: Buffer;
  receivedAt: Date;
}

const MOST = 64;
/** Hundreds of times what such a statement takes. */
const PATIENCE_MS = 1_000;

/** Gives a function that stores a message, those of one moment together, and answers whether it is new. */
export const createMessageStore = (strapi: Core.Strapi): ((message: NewMessage) => Promise<boolean>) =>
  createBatcher({
    most: MOST,
    patienceMs: PATIENCE_MS,
    async run(messages) {
      // In the order of the digests, so that two instances that are sent the same messages never wait in a circle.
      const rows = await sql(strapi).query<{ message_id: string }>(
        `WITH arrived AS (
           SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::bytea[], $5::text[], $6::text[], $7::bytea[], $8::jsonb[], $9::timestamptz[], $10::int[])
             AS m (id, provider, digest, key, event_type, subject, sealed, headers, received_at, secret_index)),
         fresh AS (
           INSERT INTO inbox_deliveries (message_id, provider, body_sha256, body_key, due_at)
           SELECT id, provider, digest, key, received_at FROM arrived ORDER BY provider, digest
           ON CONFLICT (provider, body_sha256) DO NOTHING RETURNING message_id)
         INSERT INTO inbox_messages (id, provider, body_sha256, event_type, subject, body_sealed, headers, secret_index, received_at)
         SELECT id, provider, digest, event_type, subject, sealed, headers, secret_index, received_at
         FROM arrived JOIN fresh ON fresh.message_id = arrived.id RETURNING id AS message_id`,
        [
          messages.map(({ id }) => id),
          messages.map(({ provider }) => provider),
          messages.map(({ digest }) => digest),
          messages.map(({ wrappedKey }) => wrappedKey),
          messages.map(({ eventType }) => eventType),
          messages.map(({ subject }) => subject),
          messages.map(({ sealed }) => sealed),
          messages.map(({ headers }) => JSON.stringify(headers)),
          messages.map(({ receivedAt }) => receivedAt),
          messages.map(({ secretIndex }) => secretIndex),
        ],
      );
      const fresh = new Set(rows.map(({ message_id }) => message_id));
      return messages.map(({ id }) => fresh.has(id));
    },
  });
