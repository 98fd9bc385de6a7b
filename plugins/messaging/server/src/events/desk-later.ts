import { z } from '@strapi/utils';
import { NotFound } from '#kernel';
import { presentScheduled } from '../controllers/present-scheduled';
import { MergeRefused, ScheduleRefused, SnoozeRefused } from '../domain/ticket-errors';
import { defineSocketEvent } from '../realtime/catalogue';
import { mergeTicket } from '../services/tickets/merge';
import { cancelScheduled, scheduleReply } from '../services/tickets/schedule';
import { snoozeTicket } from '../services/tickets/snooze';
import * as wire from '../wire/desk';
import { changedTicket } from './changed-ticket';

defineSocketEvent({
  name: 'ticket:snooze',
  summary: 'Put a ticket aside until a time or until its customer writes; or take it up again.',
  action: { staff: 'tickets.answer' },
  payload: wire.snoozeTicket,
  acknowledgement: wire.changedTicket,
  errors: [NotFound, SnoozeRefused],
  cost: 2,
  async handle(caller, { ticketId, until }) {
    await snoozeTicket(caller.strapi, caller.viewer, ticketId, until);
    return changedTicket(caller, ticketId);
  },
});

defineSocketEvent({
  name: 'ticket:merge',
  summary: 'Let another ticket of the same customer go on with this one.',
  action: { staff: 'tickets.answer' },
  payload: wire.mergeTicket,
  acknowledgement: wire.changedTicket,
  errors: [NotFound, MergeRefused],
  cost: 2,
  async handle(caller, { ticketId, into }) {
    await mergeTicket(caller.strapi, caller.viewer, ticketId, into);
    return changedTicket(caller, ticketId);
  },
});

defineSocketEvent({
  name: 'ticket:schedule',
  summary: 'Answer the customer later. Asked again with the same `clientMessageId`, it is answered with the first.',
  action: { staff: 'tickets.answer' },
  payload: wire.scheduleInTicket,
  acknowledgement: wire.scheduledInTicket,
  errors: [NotFound, ScheduleRefused],
  cost: 2,
  handle: async ({ strapi, viewer }, { ticketId, ...reply }) => ({ reply: presentScheduled(await scheduleReply(strapi, viewer, ticketId, reply)) }),
});

defineSocketEvent({
  name: 'ticket:unschedule',
  summary: 'Take an answer back before it is sent. Whoever comes too late is told that there is none.',
  action: { staff: 'tickets.answer' },
  payload: wire.unscheduleInTicket,
  acknowledgement: z.strictObject({}),
  errors: [NotFound],
  cost: 2,
  async handle({ strapi, viewer }, { ticketId, replyId }) {
    await cancelScheduled(strapi, viewer, ticketId, replyId);
    return {};
  },
});
