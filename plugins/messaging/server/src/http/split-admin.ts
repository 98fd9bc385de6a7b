import { z } from '@strapi/utils';
import { defineAdminEndpoint } from '#kernel';
import { permissionUid } from '../permissions';
import { ticketId } from '../wire/ids';
import { split } from '../wire/split';
import { staffTicket } from '../wire/tickets';

export const splitTicket = defineAdminEndpoint({
  id: 'adminSplitTicket', method: 'POST', path: '/tickets/:id/split', summary: 'Let some messages of a conversation go on in a new ticket of the same customer',
  permission: permissionUid('tickets.answer'),
  idempotencyKey: 'required',
  request: { params: z.object({ id: ticketId }), body: split },
  responses: { 201: z.strictObject({ data: staffTicket }) },
});
