import type { Core } from '@strapi/strapi';
import { clock, NotFound, sql } from '#kernel';
import type { Viewer } from '../../domain/person';
import type { SanctionKind } from '../../domain/sanction';
import { MessageDeleted, NotAllowedInRoom, RoomSilent, TooManyPins } from '../../errors';
import { storedEvent } from '../log/append';
import { feed } from '../log/feed';
import { sanctionRefusal } from '../moderation/standing';
import { openRoom } from '../rooms/open';
import { MESSAGE, presentMessage, type Message, type MessageRow } from './message';

/** Of one room: all of them are one answer. */
const MOST_PINS = 50;

interface PinnedRow {
  o_outcome: 'changed' | 'unchanged' | 'unknown' | 'not_allowed' | 'deleted' | SanctionKind | 'silent' | 'too_many';
  o_room: string;
  o_seq: string;
}

/**
 * Pins a message to its room, or takes it off.
 *
 * @returns the place of the event in the room's log; `null` where it was so already.
 * @throws NotFound where there is no such message in a room of the viewer's.
 * @throws NotAllowedInRoom in a group for anybody but its owner.
 * @throws MessageDeleted, Muted, Banned, RoomSilent, TooManyPins
 */
export async function pinMessage(strapi: Core.Strapi, viewer: Viewer, messageId: string, isOn: boolean): Promise<{ seq: number | null }> {
  const at = clock.now();
  const [row] = await sql(strapi).query<PinnedRow>('SELECT * FROM messaging_pin($1, $2, $3, $4, $5)', [messageId, viewer.id, isOn, MOST_PINS, at]);
  if (!row || row.o_outcome === 'unknown') throw new NotFound();
  switch (row.o_outcome) {
    case 'not_allowed':
      throw new NotAllowedInRoom();
    case 'deleted':
      throw new MessageDeleted();
    case 'mute':
    case 'ban':
      throw await sanctionRefusal(strapi, viewer.id, row.o_room, row.o_outcome);
    case 'silent':
      throw new RoomSilent();
    case 'too_many':
      throw new TooManyPins({ mostPins: MOST_PINS });
    case 'unchanged':
      return { seq: null };
    case 'changed': {
      const seq = Number(row.o_seq);
      const type = isOn ? 'message.pinned' : 'message.unpinned';
      feed(strapi).committed([storedEvent(strapi, { roomId: row.o_room, seq, at }, viewer, { type, data: { messageId } })]);
      return { seq };
    }
  }
}

/** The pinned messages of a room as they are now, the last pinned first. @throws NotFound for who is no member. */
export async function listPins(strapi: Core.Strapi, viewer: Viewer, roomId: string): Promise<Message[]> {
  await openRoom(strapi, viewer, roomId);
  const rows = await sql(strapi).query<MessageRow>(
    `SELECT ${MESSAGE} FROM message_pins p JOIN messages m ON m.id = p.message_id JOIN rooms r ON r.id = p.room_id WHERE r.public_id = $1 ORDER BY p.seq DESC`,
    [roomId],
  );
  return rows.map(presentMessage);
}
