import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import type { RoomKind } from '../../domain/room';
import { peopleOf, type Person } from '../tickets/find';

/** Whatever names people and rooms: reports, with what was said around them, and sanctions. */
export interface Concerning {
  authorId?: string;
  reporterId?: string;
  resolvedBy?: string | null;
  userId?: string;
  decidedBy?: string;
  liftedBy?: string | null;
  roomId?: string | null;
  context?: readonly { senderId: string }[];
}

/** What staff must know of a room to decide about it. */
export interface ConcernedRoom {
  id: string;
  kind: RoomKind;
  title: string | null;
  members: number;
  slowModeSeconds: number;
}

/** Who and what these are about, by the names that staff know. Moderators of the API see ids alone: a name is an address. */
export async function concernedIn(strapi: Core.Strapi, found: readonly Concerning[]): Promise<{ people: Person[]; rooms: ConcernedRoom[] }> {
  const peopleIds = found.flatMap(({ authorId, reporterId, resolvedBy, userId, decidedBy, liftedBy, context = [] }) => [authorId, reporterId, resolvedBy, userId, decidedBy, liftedBy, ...context.map(({ senderId }) => senderId)]);
  const people = await peopleOf(strapi, peopleIds.flatMap((id) => id ?? []));
  const rooms = await sql(strapi).query<ConcernedRoom>(
    `SELECT r.public_id AS id, r.kind, r.title, r.slow_mode_seconds AS "slowModeSeconds", (SELECT count(*)::int FROM room_members m WHERE m.room_id = r.id) AS members
     FROM rooms r WHERE r.public_id = ANY ($1) ORDER BY r.public_id`,
    [[...new Set(found.flatMap(({ roomId }) => roomId ?? []))]],
  );
  return { people: [...people.values()], rooms };
}
