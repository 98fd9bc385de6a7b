import type { Core } from '@strapi/strapi';
import { clock, NotFound, sql } from '#kernel';
import type { Viewer } from '../../domain/person';
import type { SanctionKind } from '../../domain/sanction';
import { MessageDeleted, RoomSilent, TooManyReactions } from '../../errors';
import { storedEvent } from '../log/append';
import { feed } from '../log/feed';
import { sanctionRefusal } from '../moderation/standing';

/** Different emoji of one message; as many people as there are may share one. */
const MOST_KINDS = 20;

interface ReactedRow {
  o_outcome: 'changed' | 'unchanged' | 'unknown' | 'deleted' | SanctionKind | 'silent' | 'too_many';
  o_room: string;
  o_seq: string;
}

/**
 * Adds one's own reaction to a message, or takes it back.
 *
 * @returns the place of the event in the room's log; `null` where it was so already.
 * @throws NotFound where there is no such message in a room of the viewer's.
 * @throws MessageDeleted, Muted, Banned, RoomSilent, TooManyReactions
 */
export async function react(strapi: Core.Strapi, viewer: Viewer, messageId: string, emoji: string, isOn: boolean): Promise<{ seq: number | null }> {
  const at = clock.now();
  const [row] = await sql(strapi).query<ReactedRow>('SELECT * FROM messaging_react($1, $2, $3, $4, $5, $6)', [messageId, viewer.id, emoji, isOn, MOST_KINDS, at]);
  if (!row || row.o_outcome === 'unknown') throw new NotFound();
  if (row.o_outcome === 'deleted') throw new MessageDeleted();
  if (row.o_outcome === 'mute' || row.o_outcome === 'ban') throw await sanctionRefusal(strapi, viewer.id, row.o_room, row.o_outcome);
  if (row.o_outcome === 'silent') throw new RoomSilent();
  if (row.o_outcome === 'too_many') throw new TooManyReactions({ mostKinds: MOST_KINDS });
  if (row.o_outcome === 'unchanged') return { seq: null };
  const seq = Number(row.o_seq);
  const type = isOn ? 'reaction.added' : 'reaction.removed';
  feed(strapi).committed([storedEvent(strapi, { roomId: row.o_room, seq, at }, viewer, { type, data: { messageId, emoji } })]);
  return { seq };
}
