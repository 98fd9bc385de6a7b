import type { Core } from '@strapi/strapi';
import { kernel, transaction } from '#kernel';
import type { Viewer } from '../../domain/person';
import { SearchTooBroad } from '../../errors';
import { MESSAGE, presentMessage, type Message, type MessageRow } from './message';

/** One person's search must not keep the database from everybody's messages. */
const TIMEOUT_MS = 2_000;

/** query_canceled: what PostgreSQL says when the time is up. */
const isTooSlow = (error: unknown) => typeof error === 'object' && error !== null && 'code' in error && error.code === '57014';

export interface Search {
  /** Words, all of which must be there; "quoted ones" in this order; `or`; `-without`. */
  q: string;
  roomId?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/**
 * Messages of the viewer's own rooms as they are now, the newest first. What a message said before, or before it was
 * deleted, is not found.
 *
 * @throws SearchTooBroad when it takes too long.
 */
export async function searchMessages(strapi: Core.Strapi, viewer: Viewer, { q, roomId, limit, cursor }: Search): Promise<{ data: Message[]; meta: { nextCursor: string | null } }> {
  const scope = `messages ${viewer.id} ${roomId ?? ''} ${q}`;
  const [before] = cursor === undefined ? [null] : kernel(strapi).cursors.read(scope, cursor);
  try {
    // Ids begin with the time, so their order is that of the messages. Materialized: for the first few in that order, PostgreSQL
    // would read all messages from the last one on, which for a rare word is all there are.
    const rows = await transaction(strapi, async (tx) => {
      await tx.query(`SELECT set_config('statement_timeout', $1, true)`, [String(TIMEOUT_MS)]);
      return tx.query<MessageRow>(
        `WITH m AS MATERIALIZED (
           SELECT m.* FROM messages m JOIN room_members o ON o.room_id = m.room_id AND o.member = $1
           WHERE to_tsvector('simple', m.text) @@ websearch_to_tsquery('simple', $2) AND m.text IS NOT NULL
             AND ($3::text IS NULL OR m.room_id = (SELECT r.id FROM rooms r WHERE r.public_id = $3)) AND ($4::text IS NULL OR m.id < $4))
         SELECT ${MESSAGE} FROM m JOIN rooms r ON r.id = m.room_id ORDER BY m.id DESC LIMIT $5`,
        [viewer.id, q, roomId ?? null, before, limit + 1],
      );
    });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { data: page.map(presentMessage), meta: { nextCursor: last ? kernel(strapi).cursors.write(scope, [last.message_id]) : null } };
  } catch (error) {
    if (isTooSlow(error)) throw new SearchTooBroad();
    throw error;
  }
}
