import { z } from '@strapi/utils';
import { messageText } from './messages';
import { subject } from './tickets';

export const guestRequest = z.strictObject({
  email: z.email().max(254).meta({ description: 'Where the answers go', example: 'ada@example.org' }),
  subject,
  text: messageText,
});

export const guestToken = z.strictObject({
  token: z
    .string()
    .regex(/^grq_[0-9a-z]{26}\.[\w-]{43}$/, 'The token of the link in the mail')
    .meta({ description: '`token` of the link in the mail', example: 'grq_01kaqz3v8m4t6w0c9e5r2b7n1d.3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }),
});

export const guestTicket = z.strictObject({ number: z.int().meta({ description: 'For people: #1042', example: 1042 }) });
