import { z } from '@strapi/utils';
import { defineEndpoint, TooManyRequests } from '#kernel';
import { GuestsNotServed, GuestTokenWrong } from '../domain/guest-errors';
import * as wire from '../wire/guests';

const TAG = 'Tickets';

export const askAsGuest = defineEndpoint({
  id: 'askAsGuest', method: 'POST', path: '/tickets/guest', tag: TAG, summary: 'Ask something of us without an account',
  description: 'A mail with a link goes to the address; the ticket is opened when its token comes to `/tickets/guest/confirm`. The answer is the same whether the address exists, and whoever it belongs to.',
  request: { body: wire.guestRequest },
  responses: { 202: z.strictObject({ data: z.strictObject({ isMailed: z.literal(true) }) }) },
  errors: [TooManyRequests, GuestsNotServed],
  access: 'public',
});

export const confirmGuest = defineEndpoint({
  id: 'confirmGuestTicket', method: 'POST', path: '/tickets/guest/confirm', tag: TAG, summary: 'Show that the address is yours, and open the ticket',
  description: 'Answers come to the address by mail, and are answered by mail. The same token gives the same ticket again.',
  request: { body: wire.guestToken },
  responses: { 200: z.strictObject({ data: wire.guestTicket }) },
  errors: [GuestTokenWrong],
  access: 'public',
});
