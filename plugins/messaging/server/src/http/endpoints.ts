import { z } from '@strapi/utils';
import { CursorWrong, cursorSchema, defineEndpoint, limitSchema, nextCursorSchema, NotFound, Unavailable } from '#kernel';
import { MemberUnknown, MentionUnknown, ReplyUnknown, RoomFull, RoomSilent, TooManyRooms } from '../errors';
import { Banned, Muted, SlowMode, TextRefused, TextUnchecked } from '../moderation-errors';
import { AttachmentUnknown } from '../domain/attachment-errors';
import { MEMBER_ROLES, ROOM_KINDS } from '../domain/room';
import { TicketClosed, TicketMerged } from '../domain/ticket-errors';
import { epoch, memberId, roomId, seq } from '../wire/ids';
import { roomEvent } from '../wire/log';
import { markedRead, newMessage, sentMessage } from '../wire/messages';
import { createdRoom, createRoom as createRoomBody, syncedRooms, syncRooms as syncRoomsBody } from '../wire/rooms';
import { eventsQuery } from './events-query';

const inRoom = z.object({ id: roomId });
const instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC', example: '2026-11-22T18:00:00.000Z' });

const roomSummary = z.strictObject({
  id: roomId,
  kind: z.enum(ROOM_KINDS),
  title: z.string().nullable(),
  epoch,
  head: seq.meta({ description: 'The last event of the room', example: 17 }),
  readSeq: seq.meta({ description: 'Up to where you have read', example: 12 }),
  unread: z.number().int().min(0).meta({ description: 'Messages that you have not read', example: 3 }),
  slowModeSeconds: z.number().int().meta({ description: 'How long members wait between two messages; 0 is no wait', example: 0 }),
  createdAt: instant,
  lastEventAt: instant,
});
const roomDetail = roomSummary.extend({ members: z.array(z.strictObject({ id: memberId, role: z.enum(MEMBER_ROLES), readSeq: seq })) });

const TAG = 'Rooms';

export const createRoom = defineEndpoint({
  id: 'createRoom', method: 'POST', path: '/rooms', tag: TAG, summary: 'Make a room, or find the direct room of two people',
  description: 'Two people have one direct room: whoever asks again, and whichever of them, gets it with status 200.',
  request: { body: createRoomBody },
  responses: { 200: z.strictObject({ data: createdRoom }), 201: z.strictObject({ data: createdRoom }) },
  errors: [MemberUnknown, RoomFull, TooManyRooms, Muted, Banned, TextRefused, TextUnchecked],
  access: 'user',
  idempotencyKey: 'optional',
});

export const listRooms = defineEndpoint({
  id: 'listRooms', method: 'GET', path: '/rooms', tag: TAG, summary: 'Your rooms, the liveliest first, with what you have not read',
  request: { query: z.strictObject({ limit: limitSchema, cursor: cursorSchema.optional() }) },
  responses: { 200: z.strictObject({ data: z.array(roomSummary), meta: z.strictObject({ nextCursor: nextCursorSchema }) }) },
  errors: [CursorWrong, Banned],
  access: 'user',
});

export const getRoom = defineEndpoint({
  id: 'getRoom', method: 'GET', path: '/rooms/:id', tag: TAG, summary: 'One of your rooms, with its members',
  request: { params: inRoom },
  responses: { 200: z.strictObject({ data: roomDetail }) },
  errors: [NotFound, Banned],
  access: 'user',
});

export const readEvents = defineEndpoint({
  id: 'readRoomEvents', method: 'GET', path: '/rooms/:id/events', tag: TAG, summary: 'A part of a room’s log, the oldest first',
  description: 'What follows `since`, or precedes `before`; neither: the last events. Ask again with the last `seq` as `since` until it is `meta.head`. `meta.limited`: `since` lies ahead of the log, so replace yours by these events.',
  request: { params: inRoom, query: eventsQuery },
  responses: { 200: z.strictObject({ data: z.array(roomEvent), meta: z.strictObject({ epoch, head: seq, limited: z.boolean() }) }) },
  errors: [NotFound, Banned],
  access: 'user',
});

export const sendMessage = defineEndpoint({
  id: 'sendMessage', method: 'POST', path: '/rooms/:id/messages', tag: TAG, summary: 'Send a message',
  description: 'Answered after it is stored. A repeat with the same `clientMessageId` gets the first answer with status 200, and stores nothing.',
  request: { params: inRoom, body: newMessage },
  responses: { 200: z.strictObject({ data: sentMessage }), 201: z.strictObject({ data: sentMessage }) },
  errors: [NotFound, Muted, Banned, RoomSilent, SlowMode, ReplyUnknown, MentionUnknown, TextRefused, TextUnchecked, AttachmentUnknown, TicketClosed, TicketMerged, Unavailable],
  access: 'user',
});

export const markRead = defineEndpoint({
  id: 'markRoomRead', method: 'PUT', path: '/rooms/:id/read', tag: TAG, summary: 'Say up to where you have read',
  description: 'Forward only; beyond the head is the head.',
  request: { params: inRoom, body: z.strictObject({ seq }) },
  responses: { 200: z.strictObject({ data: markedRead }) },
  errors: [NotFound, Banned],
  access: 'user',
});

export const tellTyping = defineEndpoint({
  id: 'tellTyping', method: 'POST', path: '/rooms/:id/typing', tag: TAG, summary: 'Tell those who look at the room that you are typing',
  request: { params: inRoom, body: z.strictObject({ isTyping: z.boolean().optional() }) },
  responses: { 204: null },
  errors: [NotFound, Muted, Banned],
  access: 'user',
});

export const syncRooms = defineEndpoint({
  id: 'syncRooms', method: 'POST', path: '/rooms/sync', tag: TAG, summary: 'What several rooms hold that you have not got',
  description: 'For each room all that you miss; where that is too much, or your log is of another epoch, `limited` with a snapshot and the last 50 events. A room that you may not see is not in the answer; nor is, while you are banned, one that is no ticket’s.',
  request: { body: syncRoomsBody },
  responses: { 200: z.strictObject({ data: z.strictObject({ rooms: syncedRooms }) }) },
  errors: [Banned],
  access: 'user',
});
