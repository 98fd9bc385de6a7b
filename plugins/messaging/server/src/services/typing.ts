import type { Core } from '@strapi/strapi';
import { createBuckets, sql } from '#kernel';
import type { Viewer } from '../domain/person';
import { assertMaySpeak } from './moderation/standing';
import { openRoom } from './rooms/open';

export interface Typing {
  roomId: string;
  userId: string;
  isTyping: boolean;
}

/** With the members of the room who are not to see it: there is a block between them. */
export interface ToldTyping {
  typing: Typing;
  hiddenFrom: string[];
}

/** Of one person in one room no more than one a second is passed on; and the end of it. */
const oftenEnough = createBuckets({ capacity: 1, refillPerSecond: 1, maxKeys: 10_000 });

const listeners = new WeakMap<Core.Strapi, ((told: ToldTyping) => void)[]>();

/** For whoever passes it on. It is kept nowhere: who misses it has missed nothing. */
export function onTyping(strapi: Core.Strapi, listener: (told: ToldTyping) => void): void {
  listeners.set(strapi, [...(listeners.get(strapi) ?? []), listener]);
}

/** @throws NotFound where the room does not exist, or the person is no member. @throws Muted, Banned */
export async function tellTyping(strapi: Core.Strapi, viewer: Viewer, roomId: string, isTyping: boolean): Promise<void> {
  await openRoom(strapi, viewer, roomId);
  await assertMaySpeak(sql(strapi), viewer, roomId);
  if (oftenEnough.take(`${viewer.id} ${roomId} ${isTyping}`) > 0) return;
  if (await isSilent(strapi, roomId)) return;
  const told = { typing: { roomId, userId: viewer.id, isTyping }, hiddenFrom: await hiddenFrom(strapi, viewer, roomId) };
  for (const listener of listeners.get(strapi) ?? []) listener(told);
}

/** That somebody types says that they are there, which nobody is told across a block. */
async function hiddenFrom(strapi: Core.Strapi, viewer: Viewer, roomId: string): Promise<string[]> {
  const rows = await sql(strapi).query<{ member: string }>(
    `SELECT m.member FROM (SELECT blocked AS person FROM person_blocks WHERE blocker = $2 UNION SELECT blocker FROM person_blocks WHERE blocked = $2) b
     JOIN room_members m ON m.member = b.person AND m.room_id = (SELECT id FROM rooms WHERE public_id = $1)`,
    [roomId, viewer.id],
  );
  return rows.map(({ member }) => member);
}

/** Whether the two of a direct room are out of each other's reach. */
async function isSilent(strapi: Core.Strapi, roomId: string): Promise<boolean> {
  const rows = await sql(strapi).query(`SELECT 1 FROM rooms r WHERE r.public_id = $1 AND r.kind = 'direct' AND messaging_is_silent(r.pair)`, [roomId]);
  return rows.length > 0;
}
