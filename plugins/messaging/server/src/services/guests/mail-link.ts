import type { Core } from '@strapi/strapi';
import { messagingConfig } from '../../config';
import { messageIdOf } from '../../domain/mail/letter';
import { sendLetter } from '../mail/send-letter';
import { supportAddress } from '../mail/support';
import { tokenOf } from './confirm';
import { readRequest } from './request';

/**
 * Mails a guest the link that opens their ticket. What they wrote is not in it: somebody else may have named the address,
 * and would have us send their words.
 */
export async function mailLink(strapi: Core.Strapi, requestId: string): Promise<void> {
  const { guestConfirmUrl } = messagingConfig(strapi).mail;
  if (guestConfirmUrl === undefined) throw new Error('Requests of guests wait for a link to confirm them: GUEST_CONFIRM_URL is not set any more.');
  const asked = await readRequest(strapi, requestId);
  if (!asked) return;
  const support = supportAddress(strapi);
  const link = new URL(guestConfirmUrl);
  link.searchParams.set('token', tokenOf(strapi, requestId));
  const text = `Somebody, probably you, wants to ask us something and have the answers sent to this address.\n\nTo go on, open this link within a day:\n\n${link.href}\n\nIf it was not you, do nothing: then nothing happens.\n`;
  await sendLetter(strapi, {
    to: asked.email,
    envelope: { from: support.address, to: asked.email },
    from: { name: 'Support', address: support.address },
    replyTo: support.address,
    subject: 'Confirm your address',
    text,
    html: `<div style="white-space:pre-wrap">${text.replaceAll('&', '&amp;')}</div>`,
    messageId: messageIdOf(support, requestId),
    inReplyTo: undefined,
    references: [],
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  });
}
