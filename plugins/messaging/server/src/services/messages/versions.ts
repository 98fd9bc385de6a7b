import type { Core } from '@strapi/strapi';
import { NotFound, sql } from '#kernel';
import type { Viewer } from '../../domain/person';

export interface MessageVersion {
  version: number;
  text: string;
  /** When it was written. */
  at: string;
}

/**
 * Everything that a message has said, the first text first; nothing once it was deleted. Every member may see it: they
 * could have read it then.
 *
 * @throws NotFound where there is no such message in a room of the viewer's.
 */
export async function listVersions(strapi: Core.Strapi, viewer: Viewer, messageId: string): Promise<MessageVersion[]> {
  const rows = await sql(strapi).query<{ version: number; text: string | null; at: Date }>(
    `SELECT x.* FROM messages m JOIN room_members o ON o.room_id = m.room_id AND o.member = $2 CROSS JOIN LATERAL (
       SELECT v.version, v.text, v.at FROM message_versions v WHERE v.message_id = m.id
       UNION ALL SELECT m.version, m.text, coalesce(m.edited_at, m.sent_at)) x
     WHERE m.id = $1 ORDER BY x.version`,
    [messageId, viewer.id],
  );
  if (rows.length === 0) throw new NotFound();
  return rows.flatMap(({ version, text, at }) => (text === null ? [] : [{ version, text, at: at.toISOString() }]));
}
