import { z } from '@strapi/utils';
import { attachment } from '../wire/attachments';
import { MEMBER_ROLES, ROOM_KINDS } from './room';
import { ticketEventTypes } from './ticket-event-types';

interface RoomEventDeclaration {
  /** When it enters the log, in one sentence, for the reference page. */
  when: string;
  data: z.ZodType;
}

const text = z.string().nullable().meta({ description: 'As it was then; null once the message was deleted' });
const isDeleted = z.literal(true).optional().meta({ description: 'There where the text is null' });

const mentions = z.array(z.string()).optional().meta({ description: 'Whom it mentions' });

const copiedFrom = z
  .strictObject({ roomId: z.string(), messageId: z.string(), seq: z.number().int(), at: z.iso.datetime(), attachments: z.number().int() })
  .meta({ description: 'Where and when it was said first, and how many files stayed there: the ticket was split' });
export type CopiedFrom = z.output<typeof copiedFrom>;

const reaction = z.strictObject({ messageId: z.string(), emoji: z.string() });
const pinned = z.strictObject({ messageId: z.string() });

/** Everything that can stand in a room's log, and what it carries. */
export const roomEventTypes = {
  'room.created': {
    when: 'The room was made; the first event of every log.',
    data: z.strictObject({ kind: z.enum(ROOM_KINDS), title: z.string().nullable(), memberIds: z.array(z.string()) }),
  },
  'room.changed': {
    when: 'The title of the room, or how long its members wait between two messages, changed: what is there is new.',
    data: z.strictObject({ title: z.string().nullable().optional(), slowModeSeconds: z.number().int().optional() }),
  },
  'member.added': { when: 'People were brought into the room.', data: z.strictObject({ userIds: z.array(z.string()) }) },
  'member.removed': {
    when: 'Somebody left, or was taken out. It is the last that they hear of the room.',
    data: z.strictObject({ userId: z.string(), reason: z.enum(['left', 'removed', 'banned']) }),
  },
  'member.role_changed': { when: 'Somebody has another role now: the owner left.', data: z.strictObject({ userId: z.string(), role: z.enum(MEMBER_ROLES) }) },
  'message.created': {
    when: 'Somebody sent a message.',
    data: z.strictObject({ messageId: z.string(), clientMessageId: z.string(), text, isDeleted, replyTo: z.string().optional(), mentions, attachments: z.array(attachment).optional(), copiedFrom: copiedFrom.optional() }),
  },
  'message.edited': {
    when: 'Its author changed what a message says. The first text is version 1.',
    data: z.strictObject({ messageId: z.string(), text, isDeleted, version: z.number().int(), mentions }),
  },
  'message.deleted': {
    when: 'Its author, the owner of the room, or a moderator deleted a message. Its texts are erased everywhere, in earlier events too; its reactions, its pin and its attachments are gone.',
    data: z.strictObject({ messageId: z.string(), by: z.enum(['author', 'owner', 'moderator']) }),
  },
  'reaction.added': { when: 'Somebody reacted to a message.', data: reaction },
  'reaction.removed': { when: 'Somebody took a reaction back.', data: reaction },
  'message.pinned': { when: 'A message was pinned to the room.', data: pinned },
  'message.unpinned': { when: 'A pinned message was taken off.', data: pinned },
  'read.moved': {
    when: 'Somebody read up to `seq`. In the log of rooms of up to 20 members only.',
    data: z.strictObject({ seq: z.number().int() }),
  },
  ...ticketEventTypes,
} as const satisfies Record<string, RoomEventDeclaration>;

export type RoomEventType = keyof typeof roomEventTypes;
export type RoomEventData<T extends RoomEventType> = z.output<(typeof roomEventTypes)[T]['data']>;

/** Events whose text lies with the message, and is gone from here too once that is deleted. */
export const hasText = (type: RoomEventType): boolean => type === 'message.created' || type === 'message.edited';

/** One entry of a room's log, as clients see it. */
export type RoomEvent = {
  [T in RoomEventType]: {
    roomId: string;
    epoch: string;
    /** Its place in the log: 1, 2, 3, … without a hole. */
    seq: number;
    type: T;
    /** Who did it, `usr_…` or `stf_…`; `system` where nobody did. */
    actorId: string;
    /** ISO 8601, UTC. */
    at: string;
    data: RoomEventData<T>;
  };
}[RoomEventType];
