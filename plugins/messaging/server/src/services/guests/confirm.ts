import type { Core } from '@strapi/strapi';
import { clock, kernel, sha256, transaction, type Tx } from '#kernel';
import { GuestTokenWrong } from '../../domain/guest-errors';
import { AS_WRITER } from '../as-writer';
import { feed } from '../log/feed';
import { supportAddress } from '../mail/support';
import { openIn } from '../tickets/open';
import { ticketsChanged } from '../tickets/watch';
import { confirmGuest, obtainGuest } from './guests';
import { readRequest } from './request';

const signer = (strapi: Core.Strapi) => kernel(strapi).signer('guest requests');

/** Made when it is mailed, and stored nowhere. */
export const tokenOf = (strapi: Core.Strapi, requestId: string): string => `${requestId}.${signer(strapi).sign(requestId)}`;

const numberOf = async (tx: Tx, ticketId: string): Promise<number> => {
  const [row] = await tx.query<{ number: number }>('SELECT number FROM tickets WHERE document_id = $1', [ticketId]);
  if (!row) throw new Error('A ticket of a guest has vanished.');
  return row.number;
};

/**
 * Opens the ticket of a guest who has followed the link in the mail: the address is theirs. The same link leads to the same
 * ticket.
 *
 * @throws GuestTokenWrong
 */
export async function confirmRequest(strapi: Core.Strapi, token: string): Promise<{ number: number }> {
  const [id = '', signature = ''] = token.split('.');
  if (!signer(strapi).isSigned(id, signature)) throw new GuestTokenWrong();
  const asked = await readRequest(strapi, id);
  // Outside of the transaction: whoever follows the link twice at once is one guest.
  const guest = asked && (await obtainGuest(strapi, supportAddress(strapi), asked.email));
  const { number, events } = await transaction(strapi, async (tx) => {
    const [row] = await tx.query<{ ticket: string | null }>(`SELECT ticket FROM guest_requests WHERE id = $1 AND expires_at > $2 FOR UPDATE`, [id, clock.now()]);
    if (row?.ticket) return { number: await numberOf(tx, row.ticket), events: [] };
    if (!row || !asked || !guest) throw new GuestTokenWrong();
    await confirmGuest(tx, guest.id);
    const opened = await openIn(strapi, tx, { requesterId: guest.id, subject: asked.subject, text: asked.text, channel: 'api', idempotencyToken: sha256(`guest request\n${id}`).toString('hex') });
    await tx.execute(`UPDATE guest_requests SET ticket = $2, content_sealed = NULL FROM ${AS_WRITER} WHERE id = $1`, [id, opened.ticketId]);
    return { number: await numberOf(tx, opened.ticketId), events: opened.events };
  });
  feed(strapi).committed(events);
  if (events.length > 0) ticketsChanged(strapi);
  return { number };
}
