import { z } from '@strapi/utils';
import { LONGEST_TITLE, MADE_BY_PEOPLE, MEMBER_ROLES, ROOM_KINDS } from '../domain/room';
import { clientId, epoch, memberId, messageId, roomId, seq, userId } from './ids';
import { roomEvent } from './log';

const MOST_ROOMS_OF_A_SYNC = 100;
const MOST_NAMED = 499;

export const title = z.string().trim().min(1).max(LONGEST_TITLE).refine((text) => !text.includes('\0'), 'No NUL character');

export const createRoom = z
  .strictObject({
    kind: z.enum(MADE_BY_PEOPLE).meta({ description: '`direct` is for two, and there is one for each two people' }),
    memberIds: z.array(userId).min(1).max(MOST_NAMED).meta({ description: 'The others; you are a member anyway' }),
    title: title.optional().meta({ description: 'For groups', example: 'Launch day' }),
    clientRoomId: clientId.optional(),
  })
  .refine(({ kind, title }) => kind === 'group' || title === undefined, { path: ['title'], message: 'A direct room has no title' });

export const inRoom = z.strictObject({ roomId });

export const syncRooms = z.strictObject({
  rooms: z
    .record(roomId, seq)
    .refine((rooms) => Object.keys(rooms).length >= 1 && Object.keys(rooms).length <= MOST_ROOMS_OF_A_SYNC, `One to ${MOST_ROOMS_OF_A_SYNC} rooms`)
    .meta({ description: 'By room, the last event that you have applied; 0 for none', example: { room_01kaqz3v8m4t6w0c9e5r2b7n1d: 17 } }),
  epochs: z.record(roomId, epoch).optional().meta({ description: 'By room, the epoch in which you did' }),
});

export const snapshot = z.strictObject({
  kind: z.enum(ROOM_KINDS),
  title: z.string().nullable(),
  slowModeSeconds: z.number().int().meta({ description: 'How long members wait between two messages; 0 is no wait', example: 0 }),
  members: z.array(z.strictObject({ id: memberId, role: z.enum(MEMBER_ROLES), readSeq: seq })),
  pins: z.array(messageId).meta({ description: 'The pinned messages, the last pinned first' }),
});

export const roomSync = z.strictObject({
  epoch,
  head: seq.meta({ description: 'The last event of the room' }),
  limited: z.boolean().meta({ description: 'Whether your log cannot be continued: replace it by `snapshot` and `events`' }),
  events: z.array(roomEvent).meta({ description: 'All that you miss; where `limited`, the last 50' }),
  snapshot: snapshot.optional().meta({ description: 'Where `limited`: the room as it is' }),
});

export const syncedRooms = z.record(roomId, roomSync).meta({ description: 'By room; one that you may not see is not there' });
export const joined = z.strictObject({ seq, epoch });
export const createdRoom = z.strictObject({ roomId });
