import { NotFound, type Tx } from '#kernel';
import { AS_WRITER } from '../as-writer';
import { FROM_TICKETS, TICKET, toTicket, type Ticket, type TicketRow } from './ticket';

/** By its own id, or that of one of its rooms. */
export type TicketAddress = { ticketId: string } | { roomId: string };

const rowOf = (address: TicketAddress) =>
  'ticketId' in address
    ? 'SELECT id FROM tickets WHERE document_id = $1'
    : 'SELECT t.id FROM rooms r JOIN tickets t ON r.id IN (t.conversation_room_id, t.staff_room_id) WHERE r.public_id = $1';

/**
 * Holds a ticket and both of its rooms until the end of the transaction. The ticket first, as everywhere, then the rooms in
 * the order of their ids, as batches of messages take them: so nobody waits for each other in a circle.
 *
 * @throws NotFound
 */
export async function lockTicket(tx: Tx, address: TicketAddress): Promise<Ticket> {
  const key = 'ticketId' in address ? address.ticketId : address.roomId;
  const [locked] = await tx.query<{ id: number; rooms: string[] }>(
    `SELECT t.id, ARRAY[t.conversation_room_id, t.staff_room_id]::text[] AS rooms FROM tickets t CROSS JOIN ${AS_WRITER} WHERE t.id = (${rowOf(address)}) FOR NO KEY UPDATE OF t`,
    [key],
  );
  if (!locked) throw new NotFound();
  await tx.query('SELECT FROM rooms WHERE id = ANY ($1::bigint[]) ORDER BY public_id COLLATE "C" FOR NO KEY UPDATE', [locked.rooms]);
  // In a statement of its own: only now is it certain what was committed before us.
  const [row] = await tx.query<TicketRow>(`SELECT ${TICKET} FROM ${FROM_TICKETS} WHERE t.id = $1`, [locked.id]);
  if (!row) throw new Error('A ticket that is held has vanished.');
  return toTicket(row);
}
