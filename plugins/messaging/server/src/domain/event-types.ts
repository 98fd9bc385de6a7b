import { z } from '@strapi/utils';
import { ROOM_KINDS } from './room';

interface RoomEventDeclaration {
  /** When it enters the log, in one sentence, for the reference page. */
  when: string;
  data: z.ZodType;
}

/** Everything that can stand in a room's log, and what it carries. */
export const roomEventTypes = {
  'room.created': {
    when: 'The room was made; the first event of every log.',
    data: z.strictObject({ kind: z.enum(ROOM_KINDS), title: z.string().nullable(), memberIds: z.array(z.string()) }),
  },
  'message.created': {
    when: 'Somebody sent a message.',
    data: z.strictObject({ messageId: z.string(), clientMessageId: z.string(), text: z.string(), replyTo: z.string().optional() }),
  },
  'read.moved': {
    when: 'Somebody read up to `seq`. In the log of rooms of up to 20 members only.',
    data: z.strictObject({ seq: z.number().int() }),
  },
} as const satisfies Record<string, RoomEventDeclaration>;

export type RoomEventType = keyof typeof roomEventTypes;
export type RoomEventData<T extends RoomEventType> = z.output<(typeof roomEventTypes)[T]['data']>;

/** One entry of a room's log, as clients see it. */
export type RoomEvent = {
  [T in RoomEventType]: {
    roomId: string;
    epoch: string;
    /** Its place in the log: 1, 2, 3, … without a hole. */
    seq: number;
    type: T;
    /** Who did it, `usr_…`. */
    actorId: string;
    /** ISO 8601, UTC. */
    at: string;
    data: RoomEventData<T>;
  };
}[RoomEventType];
