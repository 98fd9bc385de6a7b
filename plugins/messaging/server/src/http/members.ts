import { z } from '@strapi/utils';
import { defineEndpoint, NotFound } from '#kernel';
import { DirectRoomFixed, MemberUnknown, NotAllowedInRoom, RoomFull, TooManyRooms } from '../errors';
import { TicketRoomFixed } from '../domain/ticket-errors';
import { Banned, Muted, TextRefused, TextUnchecked } from '../moderation-errors';
import { roomId, userId } from '../wire/ids';
import { changeRoom as changeRoomBody, newMembers } from '../wire/members';
import { switched } from '../wire/reactions';

const TAG = 'Rooms';
const inRoom = z.object({ id: roomId });
const switchedAnswer = z.strictObject({ data: switched });

export const changeRoom = defineEndpoint({
  id: 'changeRoom', method: 'PATCH', path: '/rooms/:id', tag: TAG, summary: 'Give a group that you own another title',
  request: { params: inRoom, body: changeRoomBody },
  responses: { 200: switchedAnswer },
  errors: [NotFound, DirectRoomFixed, TicketRoomFixed, NotAllowedInRoom, Muted, Banned, TextRefused, TextUnchecked],
  access: 'user',
});

export const addMembers = defineEndpoint({
  id: 'addRoomMembers', method: 'POST', path: '/rooms/:id/members', tag: TAG, summary: 'Bring people into a group that you own',
  description: 'They see all of its log, and have read what came before them. Who is in it already stays as they are.',
  request: { params: inRoom, body: newMembers },
  responses: { 200: switchedAnswer },
  errors: [NotFound, DirectRoomFixed, TicketRoomFixed, NotAllowedInRoom, Muted, Banned, MemberUnknown, RoomFull, TooManyRooms],
  access: 'user',
});

export const removeMember = defineEndpoint({
  id: 'removeRoomMember', method: 'DELETE', path: '/rooms/:id/members/:userId', tag: TAG, summary: 'Take somebody out of a group that you own, or leave it',
  description: 'With your own id you leave for good. Whoever is out is a stranger. When the owner leaves, who has been in it longest becomes its owner.',
  request: { params: z.object({ id: roomId, userId }) },
  responses: { 200: switchedAnswer },
  errors: [NotFound, DirectRoomFixed, TicketRoomFixed, NotAllowedInRoom],
  access: 'user',
});
