import { domainOf, normaliseAddress } from './address';
import { firstWord, hasHeader, type ReadMail } from './mail';
import { isSupportAddress } from './ticket-address';

/** Why no person wrote a mail: we did, it could not be delivered, a machine answered, or it went to many. */
export type AutomaticKind = 'own' | 'bounce' | 'auto_reply' | 'bulk';

const POSTMASTERS = /^(mailer-daemon|postmaster|mail-daemon|mdaemon)(\+.*)?$/;

/** The local parts of our own Message-IDs: the id of what a mail carries. */
const OWN_MESSAGE_ID = /^<(?:msg|tkt|grq)_[0-9a-z]{26}@([^>]+)>$/;

/**
 * Tells mail of machines from mail of people. To answer the former, or to open a ticket for it, is how two machines begin
 * to talk to each other.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3834
 */
export function automaticKind(mail: ReadMail, support: { address: string }): AutomaticKind | undefined {
  if (isOwn(mail, support)) return 'own';
  const returnPath = mail.headers['return-path']?.[0]?.trim();
  const isFromPostmaster = POSTMASTERS.test(normaliseAddress(mail.from?.address ?? '').split('@')[0] ?? '');
  if (firstWord(mail, 'content-type') === 'multipart/report' || hasHeader(mail, 'x-failed-recipients') || isFromPostmaster) return 'bounce';
  const autoSubmitted = firstWord(mail, 'auto-submitted');
  const precedence = firstWord(mail, 'precedence');
  // Whoever does not want to hear of a failure is no person: RFC 3834, section 3.3.
  if (returnPath === '<>' || (autoSubmitted !== '' && autoSubmitted !== 'no') || precedence === 'auto_reply' || hasHeader(mail, 'x-autoreply') || hasHeader(mail, 'x-autorespond')) return 'auto_reply';
  if (['bulk', 'junk', 'list'].includes(precedence) || hasHeader(mail, 'list-id') || hasHeader(mail, 'list-unsubscribe')) return 'bulk';
  return undefined;
}

function isOwn({ from, messageId }: ReadMail, support: { address: string }): boolean {
  const sentBy = OWN_MESSAGE_ID.exec(messageId ?? '')?.[1];
  return (from !== null && isSupportAddress(support, from.address)) || sentBy?.toLowerCase() === domainOf(normaliseAddress(support.address));
}
