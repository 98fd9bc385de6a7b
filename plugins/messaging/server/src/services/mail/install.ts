import type { Core } from '@strapi/strapi';
import { kernel } from '#kernel';
import { messagingConfig } from '../../config';
import { mailboxes, registerMailboxes } from '../../mailboxes/registry';
import { mailLink } from '../guests/mail-link';
import { GUEST_MAIL_QUEUE, purgeRequests } from '../guests/request';
import { mailAnswer } from './mail-answer';
import { processMail } from './process';
import { providerOf } from './receive';

const PURGE_SECONDS = 600;
/**
 * Mails are read one after the other, and anybody may send as many as they like: apart, so that no payment waits for them.
 * The second is decided about while the next is read; more would only outlive their lease in the queue of the reader.
 */
const AT_ONCE = 2;

/** E-mail as a channel of tickets, where there is an address for it. */
export function registerMail(strapi: Core.Strapi): void {
  const { mail } = messagingConfig(strapi);
  registerMailboxes(strapi, mail.mailboxes);
  for (const code of mailboxes(strapi).codes()) kernel(strapi).inbox.handle(providerOf(code), (message) => processMail(strapi, message), { atOnce: AT_ONCE });
  kernel(strapi).jobs.define(GUEST_MAIL_QUEUE, (data) => mailLink(strapi, (data as { requestId: string }).requestId));
  kernel(strapi).schedules.every(PURGE_SECONDS, 'tickets.guest-requests', () => purgeRequests(strapi));
  if (!mail.support) return;
  kernel(strapi).events.on('ticket.answered', ({ payload }) => mailAnswer(strapi, payload), { name: 'mail' });
  kernel(strapi).events.on('ticket.reminded', ({ payload }) => mailAnswer(strapi, payload), { name: 'mail' });
}
