import { z } from '@strapi/utils';
import { defineEvents, type EventsOf } from '#kernel';
import { REPORT_OUTCOMES, REPORT_REASONS } from './domain/report';
import { ROOM_KINDS } from './domain/room';
import { CLOCK_KINDS } from './domain/sla-clock';
import { CHANNELS, PRIORITIES, ticketMachine } from './domain/ticket';
import { SANCTION_KINDS } from './domain/sanction';

export type { RoomEvent, RoomEventType } from './domain/event-types';
export type { MemberRole, RoomKind } from './domain/room';
export type { ClockKind } from './domain/sla-clock';
export type { Channel, Priority, TicketState } from './domain/ticket';

const sanction = z.strictObject({ sanctionId: z.string(), userId: z.string(), kind: z.enum(SANCTION_KINDS), roomId: z.string().nullable(), moderatorId: z.string() });

/**
 * What other parts of the product may want to know of rooms. A message is no domain event: the log of its room is the
 * durable, ordered outbox of all that happens there.
 */
export const messagingEvents = defineEvents({
  'room.created': { when: 'People made a room. Those of a ticket come with `ticket.opened`.', payload: z.strictObject({ roomId: z.string(), kind: z.enum(ROOM_KINDS), creatorId: z.string() }) },
  'member.added': { when: 'People were brought into a room that was there.', payload: z.strictObject({ roomId: z.string(), userIds: z.array(z.string()), actorId: z.string() }) },
  'member.removed': { when: 'Somebody left a room, or was taken out.', payload: z.strictObject({ roomId: z.string(), userId: z.string(), reason: z.enum(['left', 'removed', 'banned']), actorId: z.string() }) },
  'message.mentioned': {
    when: 'A message mentions people, for the first time each: when it was sent, or by an edit.',
    payload: z.strictObject({ roomId: z.string(), messageId: z.string(), userIds: z.array(z.string()) }),
  },
  'message.reported': {
    when: 'A member of its room reported a message to the moderators.',
    payload: z.strictObject({ reportId: z.string(), messageId: z.string(), roomId: z.string(), reason: z.enum(REPORT_REASONS) }),
  },
  'report.resolved': {
    when: 'A moderator settled what was reported of a message: every open report of it.',
    payload: z.strictObject({ reportIds: z.array(z.string()), messageId: z.string(), roomId: z.string(), outcome: z.enum(REPORT_OUTCOMES), moderatorId: z.string() }),
  },
  'person.sanctioned': { when: 'A moderator muted or banned somebody; without a room, everywhere.', payload: sanction.extend({ until: z.iso.datetime() }) },
  'person.unsanctioned': { when: 'A moderator lifted a sanction before its end.', payload: sanction },
});

const ticketId = z.string();
const actorId = z.string();

/** What happens to tickets. `actorId` is who did it: `usr_…`, `stf_…` or `system`. */
export const ticketEvents = defineEvents({
  'ticket.opened': {
    when: 'Somebody asked something of us.',
    payload: z.strictObject({
      ticketId, number: z.int(), requesterId: z.string(), priority: z.enum(PRIORITIES), channel: z.enum(CHANNELS), category: z.string().nullable(),
      relatesTo: z.strictObject({ type: z.string(), id: z.string() }).nullable(), roomId: z.string(),
    }),
  },
  'ticket.moved': { when: 'A ticket is in another state.', payload: z.strictObject({ ticketId, from: z.enum(ticketMachine.states), to: z.enum(ticketMachine.states), actorId }) },
  'ticket.rated': { when: 'A customer said how we did, or changed their mind.', payload: z.strictObject({ ticketId, rating: z.int(), requesterId: z.string() }) },
  'ticket.inherited': { when: 'An account with the confirmed address of a guest got a ticket of theirs.', payload: z.strictObject({ ticketId, guestId: z.string(), userId: z.string() }) },
  'ticket.merged': { when: 'Another ticket goes on with one.', payload: z.strictObject({ ticketId, intoId: z.string(), actorId }) },
  'ticket.split': { when: 'Some messages of a ticket go on in a new one.', payload: z.strictObject({ ticketId, newTicketId: z.string(), messageIds: z.array(z.string()), actorId }) },
  'ticket.assigned': { when: 'A ticket has another assignee or team, or none.', payload: z.strictObject({ ticketId, assigneeId: z.string().nullable(), team: z.string().nullable(), actorId }) },
  'ticket.answered': { when: 'Staff wrote in the conversation of a ticket.', payload: z.strictObject({ ticketId, roomId: z.string(), messageId: z.string(), actorId, isFirst: z.boolean() }) },
  'ticket.reminded': { when: 'The system wrote in the conversation of a ticket, for a customer who does not answer.', payload: z.strictObject({ ticketId, roomId: z.string(), messageId: z.string() }) },
  'ticket.replied': { when: 'A customer wrote in the conversation of their ticket.', payload: z.strictObject({ ticketId, roomId: z.string(), messageId: z.string(), requesterId: z.string() }) },
});

const slaNotice = z.strictObject({
  ticketId, clock: z.enum(CLOCK_KINDS), since: z.string(), dueAt: z.string().nullable(), policyId: z.string().nullable(), assigneeId: z.string().nullable(), team: z.string().nullable(),
});

/** What becomes of what was promised to customers. `since` is when it came to that; it may be told later, but is never lost. */
export const slaEvents = defineEvents({
  'ticket.sla_warned': { when: 'A promise about a ticket is about to be broken.', payload: slaNotice },
  'ticket.sla_breached': { when: 'A promise about a ticket was broken.', payload: slaNotice },
  'ticket.escalated': { when: 'A policy wants a team to know of a warning or a breach.', payload: z.strictObject({ ticketId, number: z.int(), team: z.string(), clock: z.enum(CLOCK_KINDS), notice: z.enum(['warned', 'breached']) }) },
});

declare global {
  interface MangroveEvents extends EventsOf<typeof messagingEvents>, EventsOf<typeof ticketEvents>, EventsOf<typeof slaEvents> {}
}
