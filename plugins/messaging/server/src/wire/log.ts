import { z } from '@strapi/utils';
import { roomEventTypes } from '../domain/event-types';
import { epoch, roomId, seq } from './ids';

const instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC', example: '2026-11-22T18:00:00.000Z' });

const eventOf = <T extends keyof typeof roomEventTypes>(type: T) =>
  z.strictObject({ roomId, epoch, seq, type: z.literal(type), actorId: z.string(), at: instant, data: roomEventTypes[type].data });

/** An entry of a room's log. */
export const roomEvent = z.discriminatedUnion('type', [
  eventOf('room.created'),
  eventOf('room.changed'),
  eventOf('member.added'),
  eventOf('member.removed'),
  eventOf('member.role_changed'),
  eventOf('message.created'),
  eventOf('message.edited'),
  eventOf('message.deleted'),
  eventOf('message.pinned'),
  eventOf('message.unpinned'),
  eventOf('reaction.added'),
  eventOf('reaction.removed'),
  eventOf('read.moved'),
  eventOf('ticket.state_changed'),
  eventOf('ticket.rated'),
  eventOf('ticket.merged'),
  eventOf('ticket.joined'),
  eventOf('ticket.requester_changed'),
  eventOf('ticket.split'),
  eventOf('ticket.split_off'),
  eventOf('ticket.snoozed'),
  eventOf('ticket.spam_marked'),
  eventOf('ticket.assigned'),
  eventOf('ticket.priority_changed'),
  eventOf('ticket.category_changed'),
  eventOf('ticket.tagged'),
  eventOf('ticket.sla_warned'),
  eventOf('ticket.sla_breached'),
  eventOf('ticket.escalated'),
  eventOf('ticket.mail_failed'),
]);
