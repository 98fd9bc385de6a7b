import { z } from '@strapi/utils';
import { IllegalTransition, NotFound } from '#kernel';
import { AssigneeUnknown, TicketTaken } from '../domain/ticket-errors';
import { defineSocketEvent } from '../realtime/catalogue';
import { assignTicket, takeTicket } from '../services/tickets/assign';
import { labelTicket } from '../services/tickets/change';
import { moveTicket } from '../services/tickets/move';
import { showTicket } from '../services/tickets/viewers';
import * as wire from '../wire/desk';
import { changedTicket } from './changed-ticket';

defineSocketEvent({
  name: 'ticket:take',
  summary: 'Take a ticket that nobody has.',
  action: { staff: 'tickets.answer' },
  payload: wire.ofTicket,
  acknowledgement: wire.changedTicket,
  errors: [NotFound, TicketTaken],
  cost: 2,
  async handle(caller, { ticketId }) {
    await takeTicket(caller.strapi, caller.viewer, ticketId);
    return changedTicket(caller, ticketId);
  },
});

defineSocketEvent({
  name: 'ticket:assign',
  summary: 'Give a ticket to somebody, a team, or nobody.',
  action: { staff: 'tickets.assign' },
  payload: wire.assignTicket,
  acknowledgement: wire.changedTicket,
  errors: [NotFound, AssigneeUnknown],
  cost: 2,
  async handle(caller, { ticketId, ...assignment }) {
    await assignTicket(caller.strapi, caller.viewer, ticketId, assignment);
    return changedTicket(caller, ticketId);
  },
});

defineSocketEvent({
  name: 'ticket:move',
  summary: 'Move a ticket.',
  action: { staff: 'tickets.answer' },
  payload: wire.moveTicket,
  acknowledgement: wire.changedTicket,
  errors: [NotFound, IllegalTransition],
  cost: 2,
  async handle(caller, { ticketId, state }) {
    await moveTicket(caller.strapi, caller.viewer, ticketId, state);
    return changedTicket(caller, ticketId);
  },
});

defineSocketEvent({
  name: 'ticket:label',
  summary: 'Set priority, category and tags of a ticket; what is absent stays.',
  action: { staff: 'tickets.answer' },
  payload: wire.labelTicket,
  acknowledgement: wire.changedTicket,
  errors: [NotFound],
  cost: 2,
  async handle(caller, { ticketId, ...labels }) {
    await labelTicket(caller.strapi, caller.viewer, ticketId, labels);
    return changedTicket(caller, ticketId);
  },
});

defineSocketEvent({
  name: 'ticket:view',
  summary: 'Say that you have a ticket before you, or write in it, and hear who else does: `ticket:viewers`.',
  action: { staff: 'tickets.read' },
  payload: wire.viewTicket,
  acknowledgement: wire.viewedTicket,
  errors: [NotFound],
  cost: 1,
  async handle({ strapi, viewer, connectionId, followTicket }, { ticketId, what }) {
    const viewers = await showTicket(strapi, viewer, connectionId, ticketId, what);
    followTicket(ticketId, what !== null);
    return { viewers };
  },
});

defineSocketEvent({
  name: 'queue:subscribe',
  summary: 'Hear of every ticket that changes from now on: `queue:changed`. Read the queue afterwards.',
  action: { staff: 'tickets.read' },
  payload: wire.followQueue,
  acknowledgement: z.strictObject({}),
  errors: [],
  cost: 1,
  async handle({ followQueue }, { isOn = true }) {
    await followQueue(isOn);
    return {};
  },
});
