import { z } from '@strapi/utils';
import { defineEvents, type EventsOf } from '#kernel';
import { ROOM_KINDS } from './domain/room';

export type { RoomEvent, RoomEventType } from './domain/event-types';
export type { MemberRole, RoomKind } from './domain/room';

/**
 * What other parts of the product may want to know of rooms. A message is no domain event: the log of its room is the
 * durable, ordered outbox of all that happens there.
 */
export const messagingEvents = defineEvents({
  'room.created': { when: 'A room was made.', payload: z.strictObject({ roomId: z.string(), kind: z.enum(ROOM_KINDS), creatorId: z.string() }) },
});

declare global {
  interface MangroveEvents extends EventsOf<typeof messagingEvents> {}
}
