import type { Core } from '@strapi/strapi';
import { kernel, NotFound, sql, transaction } from '#kernel';
import type { Viewer } from '../domain/person';
import { CannotBlockOneself, TooManyBlocks } from '../errors';
import { AS_WRITER } from './as-writer';
import { visibilityChanged } from './presence';

const MOST_BLOCKS = 1_000;

/**
 * Keeps somebody away: no direct room with them, no word in the one that there is. They are not told, and cannot tell it
 * from an account that is gone. Rooms of several people stay as they are. Blocking twice is blocking.
 *
 * @throws NotFound where there is no such person.
 */
export async function block(strapi: Core.Strapi, viewer: Viewer, userId: string): Promise<void> {
  if (userId === viewer.id) throw new CannotBlockOneself();
  await transaction(strapi, async (tx) => {
    const [found] = await tx.query<{ blocks: number }>(
      `SELECT (SELECT count(*) FROM person_blocks b WHERE b.blocker = $2 AND b.blocked <> $1)::int AS blocks FROM up_users u WHERE u.document_id = $1`,
      [userId, viewer.id],
    );
    if (!found) throw new NotFound();
    if (found.blocks >= MOST_BLOCKS) throw new TooManyBlocks({ mostBlocks: MOST_BLOCKS });
    await tx.execute(`INSERT INTO person_blocks (blocker, blocked) SELECT $1, $2 FROM ${AS_WRITER} ON CONFLICT DO NOTHING`, [viewer.id, userId]);
  });
  visibilityChanged(strapi, [viewer.id, userId]);
}

/** Lets somebody come near again. Who was not blocked stays so. */
export async function unblock(strapi: Core.Strapi, viewer: Viewer, userId: string): Promise<void> {
  await transaction(strapi, async (tx) => {
    await tx.query(`SELECT FROM ${AS_WRITER}`);
    await tx.execute('DELETE FROM person_blocks WHERE blocker = $1 AND blocked = $2', [viewer.id, userId]);
  });
  visibilityChanged(strapi, [viewer.id, userId]);
}

/** Whom somebody blocks, by cursor. */
export async function listBlocks(strapi: Core.Strapi, viewer: Viewer, limit: number, cursor?: string): Promise<{ data: { userId: string }[]; meta: { nextCursor: string | null } }> {
  const scope = `blocks ${viewer.id}`;
  const [after] = cursor === undefined ? [''] : kernel(strapi).cursors.read(scope, cursor);
  const rows = await sql(strapi).query<{ blocked: string }>('SELECT blocked FROM person_blocks WHERE blocker = $1 AND blocked > $2 ORDER BY blocked LIMIT $3', [viewer.id, after, limit + 1]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { data: page.map(({ blocked: userId }) => ({ userId })), meta: { nextCursor: last ? kernel(strapi).cursors.write(scope, [last.blocked]) : null } };
}
