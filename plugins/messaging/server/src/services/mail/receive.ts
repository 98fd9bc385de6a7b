import type { Core } from '@strapi/strapi';
import { kernel, NotFound } from '#kernel';
import { MailSignatureWrong } from '../../domain/mail-errors';
import { mailboxes } from '../../mailboxes/registry';

/** Headers of the request that are worth keeping as evidence. */
const KEPT_HEADERS = ['webhook-id', 'webhook-timestamp', 'user-agent'];

/** Under this name the inbox keeps the mails of a mailbox: payment gateways have names in it, too. */
export const providerOf = (code: string): string => `mail/${code}`;
export const codeOf = (provider: string): string => provider.slice('mail/'.length);

/**
 * Takes a mail in: an authentic one is stored and answered at once, whatever it is; the work comes after.
 *
 * @throws NotFound when there is no such mailbox.
 * @throws MailSignatureWrong when no secret fits the bytes.
 */
export async function receiveMail(strapi: Core.Strapi, code: string, rawBody: Buffer, headers: Record<string, string | undefined>): Promise<void> {
  const mailbox = mailboxes(strapi).find(code);
  if (!mailbox) throw new NotFound();
  const secretIndex = mailbox.verify(rawBody, headers);
  if (secretIndex === undefined) throw new MailSignatureWrong();
  await kernel(strapi).inbox.receive({
    provider: providerOf(code),
    eventType: 'mail',
    subject: null,
    rawBody,
    headers: Object.fromEntries(KEPT_HEADERS.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []))),
    secretIndex,
  });
}
