import { z } from '@strapi/utils';
import { defineEndpoint, NotFound, PayloadTooLarge, Unavailable } from '#kernel';
import { MailSignatureWrong } from '../domain/mail-errors';

export const receiveMail = defineEndpoint({
  id: 'receiveMail',
  method: 'POST',
  path: '/inbound-mail/:mailbox',
  tag: 'Webhooks',
  summary: 'For mail providers: hand a mail over',
  description: 'The body is the mail as the provider gives it, signed as it signs; for `raw-mime` the message itself, with the headers of Standard Webhooks. Authentic mails are stored and answered 200, whatever they are; the work follows.',
  request: { params: z.object({ mailbox: z.string().min(1).max(32) }) },
  responses: { 200: z.strictObject({ received: z.literal(true) }) },
  errors: [NotFound, MailSignatureWrong, PayloadTooLarge, Unavailable],
  access: 'public',
});
