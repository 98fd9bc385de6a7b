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
  'member.added': { when: 'People were brought into a room that was there.', payload: z.strictObject({ roomId: z.string(), userIds: z.array(z.string()), actorId: z.string() }) },
  'member.removed': { when: 'Somebody left a room, or was taken out.', payload: z.strictObject({ roomId: z.string(), userId: z.string(), reason: z.enum(['left', 'removed']), actorId: z.string() }) },
});

declare global {
  interface MangroveEvents extends EventsOf<typeof messagingEvents> {}
}
