import { z } from '@strapi/utils';
import { NotFound } from '#kernel';
import { MemberUnknown, RoomFull, TooManyRooms } from '../errors';
import { Muted, TextRefused, TextUnchecked } from '../moderation-errors';
import { defineSocketEvent } from '../realtime/catalogue';
import { createRoom, tokenOf } from '../services/rooms/create';
import { openRoom } from '../services/rooms/open';
import { syncRooms } from '../services/rooms/sync';
import * as wire from '../wire/rooms';

defineSocketEvent({
  name: 'room:create',
  summary: 'Make a room, or find the direct room of two people. `clientRoomId` makes a repeat find the room that the first attempt made.',
  action: { users: 'room.create' },
  payload: wire.createRoom,
  acknowledgement: wire.createdRoom,
  errors: [MemberUnknown, RoomFull, TooManyRooms, Muted, TextRefused, TextUnchecked],
  cost: 5,
  async handle({ strapi, viewer }, { clientRoomId, ...room }) {
    const idempotencyToken = clientRoomId === undefined ? undefined : tokenOf(viewer, clientRoomId);
    const { roomId } = await createRoom(strapi, viewer, { ...room, idempotencyToken });
    return { roomId };
  },
});

defineSocketEvent({
  name: 'room:join',
  summary: 'Listen to a room. Whatever enters its log after `seq` comes as `room:event`; sync what you miss up to it.',
  action: { users: 'room.findOne', staff: 'tickets.read' },
  payload: wire.inRoom,
  acknowledgement: wire.joined,
  errors: [NotFound, TooManyRooms],
  cost: 1,
  async handle({ strapi, viewer, listen, unlisten }, { roomId }) {
    // Subscribe first, look second: there is no moment in which an event is neither below the head nor heard.
    await listen([roomId]);
    try {
      const { head, epoch } = await openRoom(strapi, viewer, roomId);
      return { seq: head, epoch };
    } catch (error) {
      unlisten(roomId);
      throw error;
    }
  },
});

defineSocketEvent({
  name: 'room:leave',
  summary: 'Stop listening to a room. You stay a member.',
  action: { users: 'room.findOne', staff: 'tickets.read' },
  payload: wire.inRoom,
  acknowledgement: z.strictObject({}),
  errors: [],
  cost: 1,
  handle({ unlisten }, { roomId }) {
    unlisten(roomId);
    return Promise.resolve({});
  },
});

defineSocketEvent({
  name: 'room:sync',
  summary: 'Listen to rooms and get what you miss of each: all of it, or where that is too much or your log is of another epoch, `limited` with a snapshot and the last 50 events. A room that you may not see is not in the answer; nor is, while you are banned, one that is no ticket’s.',
  action: { users: 'room.sync', staff: 'tickets.read' },
  payload: wire.syncRooms,
  acknowledgement: z.strictObject({ rooms: wire.syncedRooms }),
  errors: [TooManyRooms],
  cost: 5,
  async handle({ strapi, viewer, listen, unlisten }, { rooms, epochs }) {
    const known = new Map(Object.entries(rooms).map(([roomId, since]) => [roomId, { since, epoch: epochs?.[roomId] }]));
    await listen([...known.keys()]);
    const answers = await syncRooms(strapi, viewer, known);
    for (const roomId of known.keys()) if (!answers.has(roomId)) unlisten(roomId);
    return { rooms: Object.fromEntries(answers) };
  },
});
