import { z } from '@strapi/utils';
import { PRIORITIES, ticketMachine } from '../domain/ticket';
import { staffId, ticketId } from './ids';
import { assignment, category, labels, merge, move, scheduledReply, scheduledReplyId, scheduleReply, snooze, staffTicket, subject, tags, team } from './tickets';

export const ofTicket = z.strictObject({ ticketId });
export const assignTicket = assignment.extend({ ticketId });
export const moveTicket = move.extend({ ticketId });
export const labelTicket = labels.extend({ ticketId });
export const snoozeTicket = snooze.extend({ ticketId });
export const mergeTicket = merge.extend({ ticketId });
export const changedTicket = z.strictObject({ ticket: staffTicket });

export const scheduleInTicket = scheduleReply.extend({ ticketId });
export const scheduledInTicket = z.strictObject({ reply: scheduledReply });
export const unscheduleInTicket = ofTicket.extend({ replyId: scheduledReplyId });

export const followQueue = z.strictObject({ isOn: z.boolean().optional().meta({ description: 'true if absent; false ends it' }) });

export const viewTicket = ofTicket.extend({
  what: z.enum(['viewing', 'writing']).nullable().meta({ description: '`null`: no longer. Say it again every 20 seconds; after 45 without, you have gone' }),
});
export const viewers = z.array(z.strictObject({ staffId, isWriting: z.boolean() })).meta({ description: 'Staff who have the ticket before them, you included' });
export const viewedTicket = z.strictObject({ viewers });
export const ticketViewers = ofTicket.extend({ viewers });

/** What a queue shows of a ticket. */
export const queueChange = z.strictObject({
  ticketId,
  number: z.int(),
  subject,
  state: z.enum(ticketMachine.states),
  priority: z.enum(PRIORITIES),
  category: category.nullable(),
  tags,
  assigneeId: staffId.nullable(),
  team: team.nullable(),
  updatedAt: z.iso.datetime(),
});
