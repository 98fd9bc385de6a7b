import { NotFound } from '#kernel';
import { DirectRoomFixed, MemberUnknown, NotAllowedInRoom, RoomFull, TooManyRooms } from '../errors';
import { TicketRoomFixed } from '../domain/ticket-errors';
import { Muted } from '../moderation-errors';
import { defineSocketEvent } from '../realtime/catalogue';
import { addMembers } from '../services/rooms/add-members';
import { removeMember } from '../services/rooms/remove-member';
import * as wire from '../wire/members';
import { switched } from '../wire/reactions';

defineSocketEvent({
  name: 'member:add',
  summary: 'Bring people into a group that you own. They see all of its log.',
  action: { users: 'member.add' },
  payload: wire.addMembers,
  acknowledgement: switched,
  errors: [NotFound, DirectRoomFixed, TicketRoomFixed, NotAllowedInRoom, Muted, MemberUnknown, RoomFull, TooManyRooms],
  cost: 5,
  handle: ({ strapi, viewer }, { roomId, userIds }) => addMembers(strapi, viewer, roomId, userIds),
});

defineSocketEvent({
  name: 'member:remove',
  summary: 'Take somebody out of a group that you own; or with your own id, leave it for good. Their sockets hear nothing more of it. When the owner leaves, who has been in it longest becomes its owner.',
  action: { users: 'member.remove' },
  payload: wire.removeMember,
  acknowledgement: switched,
  errors: [NotFound, DirectRoomFixed, TicketRoomFixed, NotAllowedInRoom],
  cost: 5,
  handle: ({ strapi, viewer }, { roomId, userId }) => removeMember(strapi, viewer, roomId, userId),
});
