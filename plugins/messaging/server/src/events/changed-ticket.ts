import { NotFound } from '#kernel';
import { forStaff } from '../controllers/present-ticket';
import type { Caller } from '../realtime/catalogue';
import { findTicket } from '../services/tickets/find';

/** A ticket as it is after an act of staff: what every such event is acknowledged with. @throws NotFound */
export async function changedTicket({ strapi, viewer }: Caller, ticketId: string) {
  const [ticket] = await forStaff(strapi, [await findTicket(strapi, viewer, ticketId)]);
  if (!ticket) throw new NotFound();
  return { ticket };
}
