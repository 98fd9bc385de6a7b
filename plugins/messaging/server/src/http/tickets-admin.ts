import { z } from '@strapi/utils';
import { cursorSchema, defineAdminEndpoint, limitSchema, nextCursorSchema } from '#kernel';
import { permissionUid } from '../permissions';
import { epoch, seq, ticketId } from '../wire/ids';
import { roomEvent } from '../wire/log';
import { newMessage, sentMessage } from '../wire/messages';
import * as wire from '../wire/tickets';
import { eventsQuery } from './events-query';

const ofTicket = z.object({ id: ticketId });
const oneTicket = { 200: z.strictObject({ data: wire.staffTicket }) };
const sent = { 200: z.strictObject({ data: sentMessage }), 201: z.strictObject({ data: sentMessage }) };
const read = permissionUid('tickets.read');
const answer = permissionUid('tickets.answer');

export const listQueue = defineAdminEndpoint({
  id: 'adminListTickets', method: 'GET', path: '/tickets', summary: 'All tickets, by what is asked for',
  permission: read,
  request: { query: wire.queueFilters.extend({ limit: limitSchema, cursor: cursorSchema.optional() }) },
  responses: { 200: z.strictObject({ data: z.array(wire.staffTicket), meta: z.strictObject({ nextCursor: nextCursorSchema }) }) },
});

export const getTicket = defineAdminEndpoint({
  id: 'adminGetTicket', method: 'GET', path: '/tickets/:id', summary: 'One ticket',
  permission: read,
  request: { params: ofTicket },
  responses: oneTicket,
});

export const readLog = defineAdminEndpoint({
  id: 'adminReadTicketLog', method: 'GET', path: '/tickets/:id/:room/events', summary: 'A part of the log of its conversation, or of its room for staff',
  permission: read,
  request: { params: ofTicket.extend({ room: z.enum(['conversation', 'staff']) }), query: eventsQuery },
  responses: { 200: z.strictObject({ data: z.array(roomEvent), meta: z.strictObject({ epoch, head: seq, limited: z.boolean() }) }) },
});

export const replyToTicket = defineAdminEndpoint({
  id: 'adminReplyToTicket', method: 'POST', path: '/tickets/:id/replies', summary: 'Answer the customer',
  permission: answer,
  request: { params: ofTicket, body: newMessage },
  responses: sent,
});

export const noteOnTicket = defineAdminEndpoint({
  id: 'adminNoteOnTicket', method: 'POST', path: '/tickets/:id/notes', summary: 'Write something that no customer ever sees',
  permission: answer,
  request: { params: ofTicket, body: newMessage },
  responses: sent,
});

export const takeTicket = defineAdminEndpoint({
  id: 'adminTakeTicket', method: 'POST', path: '/tickets/:id/take', summary: 'Take a ticket that nobody has',
  permission: answer,
  request: { params: ofTicket },
  responses: oneTicket,
});

export const assignTicket = defineAdminEndpoint({
  id: 'adminAssignTicket', method: 'PUT', path: '/tickets/:id/assignee', summary: 'Give a ticket to somebody, a team, or nobody',
  permission: permissionUid('tickets.assign'),
  request: { params: ofTicket, body: wire.assignment },
  responses: oneTicket,
});

export const moveTicket = defineAdminEndpoint({
  id: 'adminMoveTicket', method: 'PUT', path: '/tickets/:id/state', summary: 'Move a ticket',
  permission: answer,
  request: { params: ofTicket, body: wire.move },
  responses: oneTicket,
});

export const listTicketStaff = defineAdminEndpoint({
  id: 'adminListTicketStaff', method: 'GET', path: '/ticket-staff', summary: 'Staff who may answer tickets, by name',
  permission: read,
  request: {},
  responses: { 200: z.strictObject({ data: z.array(wire.person) }) },
});

export const labelTicket = defineAdminEndpoint({
  id: 'adminLabelTicket', method: 'PATCH', path: '/tickets/:id', summary: 'Set priority, category and tags; what is absent stays',
  permission: answer,
  request: { params: ofTicket, body: wire.labels.refine((given) => Object.keys(given).length > 0, 'Something to change') },
  responses: oneTicket,
});

export const snoozeTicket = defineAdminEndpoint({
  id: 'adminSnoozeTicket', method: 'PUT', path: '/tickets/:id/snooze', summary: 'Put a ticket aside until a time or until its customer writes; or take it up again',
  permission: answer,
  request: { params: ofTicket, body: wire.snooze },
  responses: oneTicket,
});

export const mergeTicket = defineAdminEndpoint({
  id: 'adminMergeTicket', method: 'POST', path: '/tickets/:id/merge', summary: 'Let another ticket of the same customer go on with this one',
  permission: answer,
  request: { params: ofTicket, body: wire.merge },
  responses: oneTicket,
});

const sidebarItem = z.strictObject({ label: z.string(), value: z.string(), link: z.string().nullable() });

export const readSidebar = defineAdminEndpoint({
  id: 'adminReadTicketSidebar', method: 'GET', path: '/tickets/:id/sidebar', summary: 'What there is to know of its customer, as far as one may see it',
  permission: read,
  request: { params: ofTicket },
  responses: { 200: z.strictObject({ data: z.array(z.strictObject({ code: z.string(), title: z.string(), items: z.array(sidebarItem).nullable() })) }) },
});

export const scheduleReply = defineAdminEndpoint({
  id: 'adminScheduleReply', method: 'POST', path: '/tickets/:id/scheduled', summary: 'Answer the customer later',
  permission: answer,
  request: { params: ofTicket, body: wire.scheduleReply },
  responses: { 200: z.strictObject({ data: wire.scheduledReply }) },
});

export const listScheduled = defineAdminEndpoint({
  id: 'adminListScheduled', method: 'GET', path: '/tickets/:id/scheduled', summary: 'Answers that are sent later, the next first',
  permission: read,
  request: { params: ofTicket },
  responses: { 200: z.strictObject({ data: z.array(wire.scheduledReply) }) },
});

export const cancelScheduled = defineAdminEndpoint({
  id: 'adminCancelScheduled', method: 'DELETE', path: '/tickets/:id/scheduled/:scheduledId', summary: 'Take an answer back before it is sent',
  permission: answer,
  request: { params: ofTicket.extend({ scheduledId: wire.scheduledReplyId }) },
  responses: { 204: null },
});
