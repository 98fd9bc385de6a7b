import type { z } from '@strapi/utils';
import '../../server/src/events/all.ts';
import type { RoomEvent as ServerRoomEvent } from '../../server/src/domain/event-types.ts';
import { roomEventTypes } from '../../server/src/domain/event-types.ts';
import { socketEventCatalogue } from '../../server/src/realtime/catalogue.ts';
import { serverEvents } from '../../server/src/realtime/server-events.ts';
import * as members from '../../server/src/wire/members.ts';
import * as messages from '../../server/src/wire/messages.ts';
import * as presence from '../../server/src/wire/presence.ts';
import * as reactions from '../../server/src/wire/reactions.ts';
import * as rooms from '../../server/src/wire/rooms.ts';
import * as desk from '../../server/src/wire/desk.ts';
import * as session from '../../server/src/wire/session.ts';
import type { ClientEvents, RoomEvent, RoomEventTypes, ServerEvents, SessionEndCode } from './wire.ts';
import type { StaffEvents, StaffServerEvents } from './wire-staff.ts';

/** `true` where each can stand for the other; the compiler refuses it anywhere else. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** As above in one direction, for what holds events: their schema forgets which data belongs to which type; `logs` compares those. */
type Fits<A, B> = [A] extends [B] ? true : false;
type Event<P extends z.ZodType, A extends z.ZodType> = { payload: z.input<P>; answer: z.output<A> };

const events: { [T in keyof RoomEventTypes | keyof typeof roomEventTypes]: true } = {
  'room.created': true, 'room.changed': true, 'member.added': true, 'member.removed': true, 'member.role_changed': true, 'message.created': true, 'message.edited': true, 'message.deleted': true, 'reaction.added': true, 'reaction.removed': true,
  'message.pinned': true, 'message.unpinned': true, 'read.moved': true,
  'ticket.state_changed': true, 'ticket.rated': true, 'ticket.merged': true, 'ticket.joined': true, 'ticket.split': true, 'ticket.split_off': true, 'ticket.requester_changed': true, 'ticket.snoozed': true, 'ticket.spam_marked': true, 'ticket.assigned': true, 'ticket.priority_changed': true, 'ticket.category_changed': true, 'ticket.tagged': true, 'ticket.mail_failed': true, 'ticket.sla_warned': true, 'ticket.sla_breached': true, 'ticket.escalated': true,
};
const logs: Same<RoomEvent, ServerRoomEvent> = true;
const ends: Same<SessionEndCode, session.SessionEndCode> = true;

const asked: {
  [E in keyof ClientEvents]: E extends 'room:create' ? Same<ClientEvents[E], Event<typeof rooms.createRoom, typeof rooms.createdRoom>>
    : E extends 'room:join' ? Same<ClientEvents[E], Event<typeof rooms.inRoom, typeof rooms.joined>>
    : E extends 'room:leave' ? Same<ClientEvents[E]['payload'], z.input<typeof rooms.inRoom>>
    : E extends 'room:sync' ? Fits<ClientEvents[E], { payload: z.input<typeof rooms.syncRooms>; answer: { rooms: z.output<typeof rooms.syncedRooms> } }>
    : E extends 'message:send' ? Same<ClientEvents[E], Event<typeof messages.sendMessage, typeof messages.sentMessage>>
    : E extends 'message:edit' ? Same<ClientEvents[E], Event<typeof messages.editMessage, typeof messages.changed>>
    : E extends 'message:delete' ? Same<ClientEvents[E], Event<typeof messages.deleteMessage, typeof messages.changed>>
    : E extends 'message:react' ? Same<ClientEvents[E], Event<typeof reactions.reactToMessage, typeof reactions.switched>>
    : E extends 'message:pin' ? Same<ClientEvents[E], Event<typeof reactions.pinMessage, typeof reactions.switched>>
    : E extends 'member:add' ? Same<ClientEvents[E], Event<typeof members.addMembers, typeof reactions.switched>>
    : E extends 'member:remove' ? Same<ClientEvents[E], Event<typeof members.removeMember, typeof reactions.switched>>
    : E extends 'room:read' ? Same<ClientEvents[E], Event<typeof messages.markRead, typeof messages.markedRead>>
    : E extends 'typing' ? Same<ClientEvents[E]['payload'], z.input<typeof messages.typing>>
    : E extends 'presence:subscribe' ? Same<ClientEvents[E], Event<typeof presence.subscribeToPresence, typeof presence.subscribedToPresence>>
    : E extends 'auth:refresh' ? Same<ClientEvents[E], Event<typeof session.refreshSession, typeof session.refreshedSession>>
    : false;
} = {
  'room:create': true, 'room:join': true, 'room:leave': true, 'room:sync': true, 'message:send': true, 'message:edit': true, 'message:delete': true,
  'message:react': true, 'message:pin': true, 'member:add': true, 'member:remove': true, 'room:read': true, typing: true, 'presence:subscribe': true, 'auth:refresh': true,
};

const staffAsked: {
  [E in keyof StaffEvents]: E extends 'queue:subscribe' ? Same<StaffEvents[E]['payload'], z.input<typeof desk.followQueue>>
    : E extends 'ticket:take' ? Same<StaffEvents[E], Event<typeof desk.ofTicket, typeof desk.changedTicket>>
    : E extends 'ticket:assign' ? Same<StaffEvents[E], Event<typeof desk.assignTicket, typeof desk.changedTicket>>
    : E extends 'ticket:move' ? Same<StaffEvents[E], Event<typeof desk.moveTicket, typeof desk.changedTicket>>
    : E extends 'ticket:label' ? Same<StaffEvents[E], Event<typeof desk.labelTicket, typeof desk.changedTicket>>
    : E extends 'ticket:snooze' ? Same<StaffEvents[E], Event<typeof desk.snoozeTicket, typeof desk.changedTicket>>
    : E extends 'ticket:merge' ? Same<StaffEvents[E], Event<typeof desk.mergeTicket, typeof desk.changedTicket>>
    : E extends 'ticket:schedule' ? Same<StaffEvents[E], Event<typeof desk.scheduleInTicket, typeof desk.scheduledInTicket>>
    : E extends 'ticket:unschedule' ? Same<StaffEvents[E]['payload'], z.input<typeof desk.unscheduleInTicket>>
    : E extends 'ticket:view' ? Same<StaffEvents[E], Event<typeof desk.viewTicket, typeof desk.viewedTicket>>
    : false;
} = { 'queue:subscribe': true, 'ticket:take': true, 'ticket:assign': true, 'ticket:move': true, 'ticket:label': true, 'ticket:snooze': true, 'ticket:merge': true, 'ticket:schedule': true, 'ticket:unschedule': true, 'ticket:view': true };

type Told = ServerEvents & StaffServerEvents;
const told: { [E in keyof Told | keyof typeof serverEvents]: E extends keyof typeof serverEvents & keyof Told ? Fits<Told[E], z.output<(typeof serverEvents)[E]['payload']>> : false } = {
  'room:event': true, 'room:heads': true, typing: true, presence: true, 'session:ended': true, 'server:drain': true, 'event:refused': true, 'queue:changed': true, 'ticket:viewers': true,
};

describe('the types of the client', () => {
  it('name every event of a log, as the server has it', () => {
    expect([Object.keys(events).sort(), logs]).toEqual([Object.keys(roomEventTypes).sort(), true]);
  });
  it('name everything that clients may ask, as the server takes and answers it', () => {
    expect([...Object.keys(asked), ...Object.keys(staffAsked)].sort()).toEqual(socketEventCatalogue().map(({ name }) => name).sort());
  });
  it('name everything that the server says by itself', () => {
    expect([Object.keys(told).sort(), ends]).toEqual([Object.keys(serverEvents).sort(), true]);
  });
});
