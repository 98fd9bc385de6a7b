import { NotFound, type Sql } from '#kernel';
import { staffWhoMay } from '../tickets/staff-who-may';

/** An attachment that somebody may have, as long as nothing changes. */
export interface SeenFile {
  object: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  /** The ticket in whose rooms it lies, where it is seen by staff. */
  ticketId: string | null;
}

interface SeenRow {
  object: string;
  name: string;
  media_type: string;
  size_bytes: string;
  ticket: string | null;
}

const FILE = 'a.object, a.name, a.media_type, a.size_bytes';

/** Of a room that they are in. No user is ever in a room for staff: PostgreSQL keeps that. */
const BY_USER = `SELECT ${FILE}, NULL AS ticket FROM attachments a JOIN room_members m ON m.room_id = a.room_id AND m.member = $2
  WHERE a.id = $1 AND (a.message_id IS NOT NULL OR a.owner = $2)`;

/** Of either room of a ticket, for as long as their roles let them see tickets: being a member of a conversation is not enough. */
const BY_STAFF = `SELECT ${FILE}, t.document_id AS ticket FROM attachments a JOIN tickets t ON a.room_id IN (t.conversation_room_id, t.staff_room_id)
  WHERE a.id = $1 AND (a.message_id IS NOT NULL OR a.owner = $2) AND EXISTS (${staffWhoMay('tickets.read')} AND u.document_id = $2)`;

/** An attachment of a message that a person may see now, or their own that was not sent yet. @throws NotFound */
export async function seenBy(db: Sql, viewerId: string, attachmentId: string): Promise<SeenFile> {
  const [row] = await db.query<SeenRow>(viewerId.startsWith('stf_') ? BY_STAFF : BY_USER, [attachmentId, viewerId]);
  if (!row) throw new NotFound();
  return { object: row.object, name: row.name, mediaType: row.media_type, sizeBytes: Number(row.size_bytes), ticketId: row.ticket };
}
