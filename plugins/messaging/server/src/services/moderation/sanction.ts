import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, newId, NotFound, transaction, ValidationFailed, type Tx } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { Moderator, SanctionKind } from '../../domain/sanction';
import { TicketRoomFixed } from '../../domain/ticket-errors';
import { BanNeedsGroup, CannotSanctionOneself, ModeratorProtected } from '../../moderation-errors';
import { AS_WRITER } from '../as-writer';
import { feed } from '../log/feed';
import { announceRoom } from '../rooms/announce';
import { takeOut } from '../rooms/take-out';
import { holdRoom, type HeldRoom } from './hold-room';
import { tellSanction } from './sanction-news';
import { presentSanction, SANCTION, type Sanction, type SanctionRow } from './sanctions';

export interface NewSanction {
  userId: string;
  kind: SanctionKind;
  until: Date;
  /** Why. The person reads it. */
  reason: string;
}

/** What a sanction did, to be passed on after COMMIT. */
export interface Imposed {
  sanction: Sanction;
  /** What entered the room's log. */
  events: RoomEvent[];
}

/**
 * Mutes or bans somebody, in a room or everywhere. A later sanction of the same kind and place takes the place of the one
 * before. Who is banned from a room is out of it, and is not brought in again until it ends.
 *
 * @throws NotFound where the person does not exist, or the room is none in which this moderator may act.
 * @throws CannotSanctionOneself, ModeratorProtected, BanNeedsGroup
 */
export async function sanctionPerson(strapi: Core.Strapi, moderator: Moderator, { roomId, ...wanted }: NewSanction & { roomId?: string | undefined }): Promise<Sanction> {
  const imposed = await transaction(strapi, async (tx) => impose(strapi, tx, moderator, wanted, roomId === undefined ? undefined : await holdRoom(tx, moderator, roomId)));
  passOn(strapi, imposed);
  return imposed.sanction;
}

/** The same in a transaction of the caller's, which holds the room. Call `passOn` after its COMMIT. */
export async function impose(strapi: Core.Strapi, tx: Tx, moderator: Moderator, wanted: NewSanction, room: HeldRoom | undefined): Promise<Imposed> {
  const { userId, kind, until } = wanted;
  await assertMaySanction(tx, moderator, userId);
  if (until <= clock.now()) throw new ValidationFailed({ errors: [{ path: ['body', 'until'], message: 'A moment in the future' }] });
  if (room?.kind === 'ticket') throw new TicketRoomFixed();
  if (kind === 'ban' && room?.kind === 'direct') throw new BanNeedsGroup();
  const sanction = await insert(tx, moderator, wanted, room);
  const events = kind === 'ban' && room ? await takeOut(strapi, tx, room, moderator, { userId, reason: 'banned' }) : [];
  const facts = { sanctionId: sanction.id, userId, kind, roomId: room?.roomId ?? null, moderatorId: moderator.id, until: sanction.until };
  await appendEvent(tx, 'person.sanctioned', { type: 'person', id: userId }, facts);
  await audit(tx, { action: 'person.sanctioned', subject: { type: 'person', id: userId }, data: { ...facts, reason: wanted.reason } });
  return { sanction, events };
}

/** Tells whom it concerns on this server at once. */
export function passOn(strapi: Core.Strapi, { sanction, events }: Imposed): void {
  const [removed] = events;
  // While their sockets are still in the room, so that who hears it there is not told twice.
  if (removed) announceRoom(strapi, [sanction.userId], removed);
  feed(strapi).committed(events);
  tellSanction(strapi);
}

async function assertMaySanction(tx: Tx, moderator: Moderator, userId: string): Promise<void> {
  if (moderator.id === userId) throw new CannotSanctionOneself();
  const [person] = await tx.query<{ role: string | null }>(
    `SELECT r.type AS role FROM up_users u LEFT JOIN up_users_role_lnk l ON l.user_id = u.id LEFT JOIN up_roles r ON r.id = l.role_id WHERE u.document_id = $1`,
    [userId],
  );
  if (!person) throw new NotFound();
  // So that no one moderator can put out all the others.
  if (moderator.kind === 'user' && person.role === 'moderator') throw new ModeratorProtected();
}

async function insert(tx: Tx, moderator: Moderator, { userId, kind, until, reason }: NewSanction, room: HeldRoom | undefined): Promise<Sanction> {
  const at = clock.now();
  // One after the other for one person: of two at once, the second takes the place of the first.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('messaging sanctions of ' || $1, 0)) FROM ${AS_WRITER}`, [userId]);
  await tx.execute(
    'UPDATE sanctions SET lifted_at = $4, lifted_by = $5 WHERE person = $1 AND kind = $2 AND room_id IS NOT DISTINCT FROM $3::bigint AND lifted_at IS NULL AND until > $4',
    [userId, kind, room?.rowId ?? null, at, moderator.id],
  );
  const [row] = await tx.query<SanctionRow>(
    `INSERT INTO sanctions AS s (id, person, room_id, kind, until, reason, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${SANCTION}`,
    [newId('san'), userId, room?.rowId ?? null, kind, until, reason, moderator.id, at],
  );
  if (!row) throw new Error('PostgreSQL stored a sanction and did not say which.');
  return presentSanction(row);
}
