import type { Core } from '@strapi/strapi';
import { messagingConfig } from '../../config';
import type { SupportAddress } from '../../domain/mail/ticket-address';

/** Where customers write to. @throws Error where e-mail is no channel, and nothing should have come here. */
export function supportAddress(strapi: Core.Strapi): SupportAddress {
  const { support } = messagingConfig(strapi).mail;
  if (!support) throw new Error('E-mail is no channel of tickets here: SUPPORT_MAIL_ADDRESS is not set.');
  return support;
}
