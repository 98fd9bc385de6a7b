import type { Core } from '@strapi/strapi';
import { NotFound, sql } from '#kernel';
import type { StaffViewer } from '../../domain/person';
import { IS_SEEN } from './seen';

/** A text that staff send often. */
export interface CannedReply {
  id: string;
  shortcut: string;
  title: string;
  text: string;
  language: string | null;
  /** Whose own it is; everybody's, where it is null. */
  ownerId: string | null;
}

const REPLY = 'document_id AS id, shortcut, title, text, language, owner_id AS "ownerId"';

/** What somebody may use: everybody's and their own; the best fit first. */
export const listReplies = (strapi: Core.Strapi, { id }: StaffViewer, { search, limit }: { search?: string | undefined; limit: number }): Promise<CannedReply[]> =>
  sql(strapi).query<CannedReply>(
    `SELECT ${REPLY} FROM canned_replies WHERE ${IS_SEEN} AND ($2::text IS NULL OR position(lower($2) IN shortcut) > 0 OR position(lower($2) IN lower(title)) > 0)
      ORDER BY coalesce(starts_with(shortcut, lower($2)), false) DESC, shortcut, owner_id IS NULL, language NULLS FIRST, canned_replies.id LIMIT $3`,
    [id, search ?? null, limit],
  );

/** Not inside a transaction. @throws NotFound where there is none, or it is somebody else's */
export async function findReply(strapi: Core.Strapi, viewer: StaffViewer, id: string): Promise<CannedReply> {
  const [reply] = await sql(strapi).query<CannedReply>(`SELECT ${REPLY} FROM canned_replies WHERE ${IS_SEEN} AND document_id = $2`, [viewer.id, id]);
  if (!reply) throw new NotFound();
  return reply;
}
