import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import type { Viewer } from '../../domain/person';

export interface Sent {
  seq: number;
  messageId: string;
  /** Whether this message had been stored before. */
  isRepeated: boolean;
}

/** A message that somebody has sent to a room of theirs under an id of their own making. */
export async function findSent(strapi: Core.Strapi, sender: Viewer, { roomId, clientMessageId }: { roomId: string; clientMessageId: string }): Promise<Sent | undefined> {
  const [row] = await sql(strapi).query<{ id: string; seq: string }>(
    `SELECT m.id, m.seq FROM rooms r JOIN room_members o ON o.room_id = r.id AND o.member = $2
     JOIN messages m ON m.room_id = r.id AND m.sender = $2 AND m.client_message_id = $3 WHERE r.public_id = $1`,
    [roomId, sender.id, clientMessageId],
  );
  return row && { seq: Number(row.seq), messageId: row.id, isRepeated: true };
}
