import { z } from '@strapi/utils';
import { CursorWrong, cursorSchema, defineEndpoint, limitSchema, nextCursorSchema, NotFound, TooManyRequests } from '#kernel';
import { CUSTOMERS_STATES } from '../domain/ticket';
import { SubjectUnknown, TicketNotRatable, TicketNotReopenable } from '../domain/ticket-errors';
import { ticketId } from '../wire/ids';
import { openTicket as openTicketBody, rating, ticket } from '../wire/tickets';

const TAG = 'Tickets';
const ofTicket = z.object({ id: ticketId });
const oneTicket = z.strictObject({ data: ticket });

export const openTicket = defineEndpoint({
  id: 'openTicket', method: 'POST', path: '/tickets', tag: TAG, summary: 'Ask something of us',
  description: 'Its conversation is a room: read and write in it, over REST or a socket, under `roomId`. With `relatesTo` it is about something of yours, e.g. `{ "type": "payment", "id": "pay_…" }`.',
  request: { body: openTicketBody },
  responses: { 200: oneTicket, 201: oneTicket },
  errors: [SubjectUnknown, TooManyRequests],
  access: 'user',
  idempotencyKey: 'optional',
});

export const listTickets = defineEndpoint({
  id: 'listTickets', method: 'GET', path: '/tickets', tag: TAG, summary: 'Your tickets, the newest first',
  request: { query: z.strictObject({ state: z.enum(CUSTOMERS_STATES).optional(), limit: limitSchema, cursor: cursorSchema.optional() }) },
  responses: { 200: z.strictObject({ data: z.array(ticket), meta: z.strictObject({ nextCursor: nextCursorSchema }) }) },
  errors: [CursorWrong],
  access: 'user',
});

export const getTicket = defineEndpoint({
  id: 'getTicket', method: 'GET', path: '/tickets/:id', tag: TAG, summary: 'One of your tickets',
  request: { params: ofTicket },
  responses: { 200: oneTicket },
  errors: [NotFound],
  access: 'user',
});

export const reopenTicket = defineEndpoint({
  id: 'reopenTicket', method: 'POST', path: '/tickets/:id/reopen', tag: TAG, summary: 'Open a ticket again that is not done after all',
  description: 'Until `reopenUntil`. To write in its conversation does the same.',
  request: { params: ofTicket },
  responses: { 200: oneTicket },
  errors: [NotFound, TicketNotReopenable],
  access: 'user',
});

export const rateTicket = defineEndpoint({
  id: 'rateTicket', method: 'POST', path: '/tickets/:id/rating', tag: TAG, summary: 'Say how we did',
  description: 'Once the ticket is resolved or closed; until `reopenUntil` you may change your mind.',
  request: { params: ofTicket, body: rating },
  responses: { 200: oneTicket },
  errors: [NotFound, TicketNotRatable],
  access: 'user',
});

export const closeTicket = defineEndpoint({
  id: 'closeTicket', method: 'POST', path: '/tickets/:id/close', tag: TAG, summary: 'Say that you need nothing more',
  request: { params: ofTicket },
  responses: { 200: oneTicket },
  errors: [NotFound],
  access: 'user',
});
