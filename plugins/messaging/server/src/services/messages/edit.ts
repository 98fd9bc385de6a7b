import type { Core } from '@strapi/strapi';
import { clock, NotFound, sql } from '#kernel';
import { messagingConfig } from '../../config';
import type { Viewer } from '../../domain/person';
import { EditTooLate, MessageDeleted, NotAllowedInRoom, RoomSilent, TooManyEdits } from '../../errors';
import { currentEpoch } from '../log/epoch';
import { feed } from '../log/feed';

/** All of them are one answer, and each is kept until the message is deleted. */
const MOST_VERSIONS = 100;

interface EditedRow {
  o_outcome: 'changed' | 'unchanged' | 'unknown' | 'not_allowed' | 'deleted' | 'silent' | 'too_late' | 'too_often';
  o_room: string;
  o_seq: string;
  o_version: number;
}

/**
 * Changes what a message says; the text that it replaces is kept. Saying what it says already changes nothing, so that a
 * repeat is harmless.
 *
 * @returns the place of the event in the room's log.
 * @throws NotFound where there is no such message in a room of the editor's.
 * @throws NotAllowedInRoom for anybody but its author.
 * @throws MessageDeleted, RoomSilent, EditTooLate, TooManyEdits
 */
export async function editMessage(strapi: Core.Strapi, editor: Viewer, messageId: string, text: string): Promise<{ seq: number }> {
  const { editSeconds } = messagingConfig(strapi).messages;
  const at = clock.now();
  const [row] = await sql(strapi).query<EditedRow>('SELECT * FROM messaging_edit($1, $2, $3, $4, $5, $6)', [messageId, editor.id, text, editSeconds, MOST_VERSIONS, at]);
  if (!row || row.o_outcome === 'unknown') throw new NotFound();
  const seq = Number(row.o_seq);
  switch (row.o_outcome) {
    case 'not_allowed':
      throw new NotAllowedInRoom();
    case 'deleted':
      throw new MessageDeleted();
    case 'silent':
      throw new RoomSilent();
    case 'too_late':
      throw new EditTooLate({ editSeconds });
    case 'too_often':
      throw new TooManyEdits({ mostVersions: MOST_VERSIONS });
    case 'unchanged':
      return { seq };
    case 'changed':
      feed(strapi).committed([
        { roomId: row.o_room, epoch: currentEpoch(strapi), seq, type: 'message.edited', actorId: editor.id, at: at.toISOString(), data: { messageId, text, version: row.o_version } },
      ]);
      return { seq };
  }
}
