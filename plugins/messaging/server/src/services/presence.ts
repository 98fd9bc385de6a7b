import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import type { Viewer } from '../domain/person';
import { shownState, type PresenceState } from '../domain/presence';

/** Who of these people is connected, as far as this server knows. */
export type FindOnline = (personIds: readonly string[]) => Promise<ReadonlySet<string>>;

const finders = new WeakMap<Core.Strapi, FindOnline>();

/** Says who knows; before, nobody is online. */
export const setFindOnline = (strapi: Core.Strapi, find: FindOnline): void => void finders.set(strapi, find);

/** Somebody who looks, and at whom. */
export type Look = readonly [viewerId: string, personId: string];
const keyOf = ([viewerId, personId]: Look): string => `${viewerId} ${personId}`;

/** Which of these looks are allowed: both are in a room together, and neither blocks the other. */
async function allowedLooks(strapi: Core.Strapi, looks: readonly Look[]): Promise<ReadonlySet<string>> {
  if (looks.length === 0) return new Set();
  const rows = await sql(strapi).query<{ viewer: string; person: string }>(
    `SELECT l.viewer, l.person FROM unnest($1::text[], $2::text[]) AS l (viewer, person)
     WHERE EXISTS (SELECT 1 FROM room_members a JOIN room_members b ON b.room_id = a.room_id AND b.member = l.person WHERE a.member = l.viewer)
       AND NOT EXISTS (SELECT 1 FROM person_blocks k WHERE k.blocker = l.viewer AND k.blocked = l.person)
       AND NOT EXISTS (SELECT 1 FROM person_blocks k WHERE k.blocker = l.person AND k.blocked = l.viewer)`,
    [looks.map(([viewer]) => viewer), looks.map(([, person]) => person)],
  );
  return new Set(rows.map(({ viewer, person }) => keyOf([viewer, person])));
}

/** What is to be shown for each look, in the same order. */
export async function shownStates(strapi: Core.Strapi, looks: readonly Look[], online: ReadonlySet<string>): Promise<PresenceState[]> {
  // Who is not there is shown to nobody: that needs no looking up.
  const allowed = await allowedLooks(strapi, looks.filter(([, personId]) => online.has(personId)));
  return looks.map((look) => shownState(online.has(look[1]), allowed.has(keyOf(look))));
}

/** Who of these people is there, for one who asks. Whom they may not see is `offline`, as who does not exist. */
export async function findPresence(strapi: Core.Strapi, viewer: Viewer, personIds: readonly string[]): Promise<Record<string, PresenceState>> {
  const looks = [...new Set(personIds)].map((personId): Look => [viewer.id, personId]);
  const online = (await finders.get(strapi)?.(personIds)) ?? new Set<string>();
  const states = await shownStates(strapi, looks, online);
  return Object.fromEntries(looks.map(([, personId], index) => [personId, states[index] ?? 'offline']));
}

type Listener = (personIds: readonly string[]) => void;
const listeners = new WeakMap<Core.Strapi, Listener[]>();

/** For whoever shows people to each other: these may be seen by others now, or no longer. */
export function onVisibilityChanged(strapi: Core.Strapi, listener: Listener): void {
  listeners.set(strapi, [...(listeners.get(strapi) ?? []), listener]);
}

export function visibilityChanged(strapi: Core.Strapi, personIds: readonly string[]): void {
  for (const listener of listeners.get(strapi) ?? []) listener(personIds);
}
