import type { Core } from '@strapi/strapi';
import { actOnTicket, say } from '../tickets/act';
import { SYSTEM } from '../tickets/sight';
import { recordMail, type MailOutcome, type ReceivedMail } from './record';

/** Says in the room of the staff that a mail of the ticket came back: only we and the requester know the address to which it did. */
export const reportBounce = (strapi: Core.Strapi, received: ReceivedMail, ticketId: string): Promise<MailOutcome | undefined> =>
  actOnTicket(strapi, SYSTEM, { ticketId }, async (act) => {
    const became: MailOutcome = { outcome: 'ignored', reason: 'bounce', ticketId };
    if (!(await recordMail(act.tx, received, became))) return undefined;
    await say(act, act.ticket.staffRoom, { type: 'ticket.mail_failed', data: { messageId: null, reason: 'bounced' } });
    return became;
  });
