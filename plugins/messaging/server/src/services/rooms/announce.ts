import type { Core } from '@strapi/strapi';
import type { RoomEvent } from '../../domain/event-types';

type Listener = (personIds: readonly string[], event: RoomEvent) => void;

const listeners = new WeakMap<Core.Strapi, Listener[]>();

/** For whoever reaches people outside the rooms that they have opened. */
export function onRoomAnnounced(strapi: Core.Strapi, listener: Listener): void {
  listeners.set(strapi, [...(listeners.get(strapi) ?? []), listener]);
}

/** Tells people of a room that they have not opened: that they are in it now, or no longer. Their list of rooms says so anyway. */
export function announceRoom(strapi: Core.Strapi, personIds: readonly string[], event: RoomEvent): void {
  for (const listener of listeners.get(strapi) ?? []) listener(personIds, event);
}
