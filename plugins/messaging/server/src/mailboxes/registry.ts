import type { Core } from '@strapi/strapi';
import { createRegistry, type Registry } from '#kernel';
import { inboundMailMethods, type InboundMail } from './port';

const registries = new WeakMap<Core.Strapi, Registry<InboundMail>>();

/** Checks the configured mailboxes; the boot stops when one cannot work. */
export function registerMailboxes(strapi: Core.Strapi, mailboxes: readonly InboundMail[]): void {
  registries.set(strapi, createRegistry('mailbox', inboundMailMethods, mailboxes));
}

/** The mailboxes of this server; none where no mail is taken in. */
export function mailboxes(strapi: Core.Strapi): Registry<InboundMail> {
  const found = registries.get(strapi);
  if (!found) throw new Error('The messaging plugin is not registered.');
  return found;
}
