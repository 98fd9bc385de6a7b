import type { Core } from '@strapi/strapi';
import { clock, NotFound, sql, wakeRelay } from '#kernel';
import { messagingConfig } from '../../config';
import type { Viewer } from '../../domain/person';
import type { SanctionKind } from '../../domain/sanction';
import { EditTooLate, MentionUnknown, MessageDeleted, NotAllowedInRoom, RoomSilent, TooManyEdits } from '../../errors';
import { storedEvent } from '../log/append';
import { feed } from '../log/feed';
import { screenText } from '../moderation/screen';
import { sanctionRefusal } from '../moderation/standing';
import { mentionEvent } from './mention-event';

/** All of them are one answer, and each is kept until the message is deleted. */
const MOST_VERSIONS = 100;

export interface Edit {
  text: string;
  /** Whom it mentions from now on; as before, if absent. */
  mentions?: readonly string[] | undefined;
}

interface EditedRow {
  o_outcome: 'changed' | 'unchanged' | 'unknown' | 'not_allowed' | 'deleted' | SanctionKind | 'silent' | 'too_late' | 'too_often' | 'mention_unknown';
  o_room: string;
  o_seq: string;
  o_version: number;
  o_mentions: string[];
}

/**
 * Changes what a message says; the text that it replaces is kept. Saying what it says already changes nothing, so that a
 * repeat is harmless.
 *
 * @returns the place of the event in the room's log.
 * @throws NotFound where there is no such message in a room of the editor's.
 * @throws NotAllowedInRoom for anybody but its author.
 * @throws MessageDeleted, Muted, Banned, RoomSilent, EditTooLate, TooManyEdits, MentionUnknown, TextRefused, TextUnchecked
 */
export async function editMessage(strapi: Core.Strapi, editor: Viewer, messageId: string, { text: written, mentions }: Edit): Promise<{ seq: number }> {
  const { editSeconds } = messagingConfig(strapi).messages;
  const text = await screenText(strapi, written, { messageId });
  const at = clock.now();
  const [row] = await sql(strapi).query<EditedRow>('SELECT * FROM messaging_edit($1, $2, $3, $4, $5, $6, $7, $8)', [
    messageId, editor.id, text, mentions ?? null, JSON.stringify(mentionEvent()), editSeconds, MOST_VERSIONS, at,
  ]);
  if (!row || row.o_outcome === 'unknown') throw new NotFound();
  const seq = Number(row.o_seq);
  switch (row.o_outcome) {
    case 'not_allowed':
      throw new NotAllowedInRoom();
    case 'deleted':
      throw new MessageDeleted();
    case 'mute':
    case 'ban':
      throw await sanctionRefusal(strapi, editor.id, row.o_room, row.o_outcome);
    case 'mention_unknown':
      throw new MentionUnknown();
    case 'silent':
      throw new RoomSilent();
    case 'too_late':
      throw new EditTooLate({ editSeconds });
    case 'too_often':
      throw new TooManyEdits({ mostVersions: MOST_VERSIONS });
    case 'unchanged':
      return { seq };
    case 'changed': {
      // Somebody whom it did not mention before may have been told of it.
      if (row.o_mentions.length > 0) wakeRelay();
      const data = { messageId, text, version: row.o_version, ...(row.o_mentions.length > 0 ? { mentions: row.o_mentions } : {}) };
      feed(strapi).committed([storedEvent(strapi, { roomId: row.o_room, seq, at }, editor, { type: 'message.edited', data })]);
      return { seq };
    }
  }
}
