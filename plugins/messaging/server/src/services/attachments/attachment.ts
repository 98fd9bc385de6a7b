import type { Sql } from '#kernel';

/** What everybody in a room sees of an attachment. */
export interface Attachment {
  id: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
}

/** The attachments of the message `m`, in their order; NULL where it has none. */
export const ATTACHMENTS = `(SELECT jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'sizeBytes', a.size_bytes) ORDER BY a.place)
  FROM attachments a WHERE a.message_id = m.id)`;

/** By message, what was attached to it. */
export async function attachmentsOf(db: Sql, messageIds: readonly string[]): Promise<Map<string, Attachment[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db.query<{ id: string; files: Attachment[] | null }>(`SELECT m.id, ${ATTACHMENTS} AS files FROM unnest($1::text[]) m (id)`, [messageIds]);
  return new Map(rows.flatMap(({ id, files }) => (files ? [[id, files]] : [])));
}
