import type { Core } from '@strapi/strapi';
import { appendEvent, clock, newId, sha256, sql, transaction, type Sql, type Tx } from '#kernel';
import { messagingConfig } from '../../config';
import { pairOf, type Viewer } from '../../domain/person';
import type { MADE_BY_PEOPLE } from '../../domain/room';
import { MemberUnknown, RoomFull } from '../../errors';
import { AS_WRITER } from '../as-writer';
import { storedEvent } from '../log/append';
import { feed } from '../log/feed';
import { screenTitle } from '../moderation/screen';
import { assertMaySpeak } from '../moderation/standing';
import { announceRoom } from './announce';
import { assertMayMeet } from './may-meet';

export interface NewRoom {
  kind: (typeof MADE_BY_PEOPLE)[number];
  /** The others; the creator is a member anyway. */
  memberIds: readonly string[];
  title?: string | undefined;
  /** Makes a repeat find the room that the first attempt made. */
  idempotencyToken?: string | undefined;
}

/** A name of the client's own for a room to be made, as the token of an attempt: nobody else's is the same. */
export const tokenOf = (creator: Viewer, clientRoomId: string): string => sha256(`${creator.id}\n${clientRoomId}`).toString('hex');

/**
 * Makes a room; for two people who have a direct room already, finds it.
 *
 * @returns the room, and whether it is new.
 * @throws MemberUnknown, RoomFull, TooManyRooms, Muted, Banned, TextRefused, TextUnchecked before anything is stored.
 */
export async function createRoom(strapi: Core.Strapi, creator: Viewer, room: NewRoom): Promise<{ roomId: string; isNew: boolean }> {
  const { mostMembers, mostPerPerson } = messagingConfig(strapi).rooms;
  const others = [...new Set(room.memberIds)].filter((id) => id !== creator.id);
  if (others.length === 0 || (room.kind === 'direct' && others.length !== 1)) throw new MemberUnknown();
  if (others.length + 1 > mostMembers) throw new RoomFull({ mostMembers });
  const memberIds = [creator.id, ...others];
  const pair = room.kind === 'direct' ? pairOf(creator.id, others[0] ?? '') : null;
  let title: string | undefined;
  try {
    title = room.title === undefined ? undefined : await screenTitle(strapi, room.title, {});
  } catch (refusal) {
    // A repeat of what was made finds it, whatever filters say by now.
    const before = await findMade(sql(strapi), { pair, idempotencyToken: room.idempotencyToken });
    if (before === undefined) throw refusal;
    return { roomId: before, isNew: false };
  }
  const created = await transaction(strapi, async (tx) => {
    await assertMaySpeak(tx, creator, null);
    await assertMayMeet(tx, creator, memberIds, mostPerPerson);
    return insertRoom(tx, creator, { ...room, title, memberIds, pair });
  });
  if (!created.isNew) return created;
  const event = storedEvent(strapi, { roomId: created.roomId, seq: 1, at: created.at }, creator, { type: 'room.created', data: { kind: room.kind, title: title ?? null, memberIds } });
  feed(strapi).committed([event]);
  announceRoom(strapi, memberIds, event);
  return { roomId: created.roomId, isNew: true };
}

interface RoomToInsert extends NewRoom {
  pair: string | null;
}

/** A room that was made before: by these two, or by the same attempt. */
async function findMade(db: Sql, { pair, idempotencyToken }: Pick<RoomToInsert, 'pair' | 'idempotencyToken'>): Promise<string | undefined> {
  const [found] = await db.query<{ public_id: string }>('SELECT public_id FROM rooms WHERE pair = $1 OR idempotency_token = $2', [pair, idempotencyToken ?? null]);
  return found?.public_id;
}

async function insertRoom(tx: Tx, creator: Viewer, { kind, title, pair, idempotencyToken, memberIds }: RoomToInsert) {
  const at = clock.now();
  const roomId = newId('room');
  // Whoever makes the same room at the same moment is waited for, and nothing is inserted.
  const [inserted] = await tx.query<{ id: string }>(
    `INSERT INTO rooms (public_id, kind, title, pair, idempotency_token, created_by, created_at, last_event_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $7 FROM ${AS_WRITER} ON CONFLICT DO NOTHING RETURNING id`,
    [roomId, kind, title ?? null, pair, idempotencyToken ?? null, creator.id, at],
  );
  if (!inserted) {
    const found = await findMade(tx, { pair, idempotencyToken });
    if (found === undefined) throw new Error('A room clashes with another that cannot be found.');
    return { roomId: found, isNew: false, at };
  }
  await tx.execute(`INSERT INTO room_members (room_id, member, role) SELECT $1, member, CASE WHEN member = $3 AND $4 = 'group' THEN 'owner' ELSE 'member' END FROM unnest($2::text[]) member`, [
    inserted.id, memberIds, creator.id, kind,
  ]);
  await tx.query('SELECT messaging_append($1, $2, $3, $4, $5)', [inserted.id, 'room.created', creator.id, JSON.stringify({ kind, title: title ?? null, memberIds }), at]);
  await appendEvent(tx, 'room.created', { type: 'room', id: roomId }, { roomId, kind, creatorId: creator.id });
  return { roomId, isNew: true, at };
}
