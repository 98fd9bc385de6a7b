import { NotFound, type Tx } from '#kernel';
import { AS_WRITER } from '../as-writer';
import { FROM_TICKETS, TICKET, toTicket, type Ticket, type TicketRow } from './ticket';

/** By its own id, or that of one of its rooms. */
export type TicketAddress = { ticketId: string } | { roomId: string };

const BY_ID = 'SELECT id FROM tickets WHERE document_id = ANY ($1)';
const BY_ROOM = 'SELECT t.id FROM rooms r JOIN tickets t ON r.id IN (t.conversation_room_id, t.staff_room_id) WHERE r.public_id = ANY ($1)';

/**
 * Holds tickets and their rooms until the end of the transaction. The tickets first, as everywhere, then the rooms in the
 * order of their ids, as batches of messages take them: so nobody waits for each other in a circle.
 */
async function hold(tx: Tx, rowsOf: typeof BY_ID | typeof BY_ROOM, keys: readonly string[]): Promise<Ticket[]> {
  const held = await tx.query<{ id: number; rooms: string[] }>(
    `SELECT t.id, ARRAY[t.conversation_room_id, t.staff_room_id]::text[] AS rooms FROM tickets t CROSS JOIN ${AS_WRITER}
     WHERE t.id = ANY (ARRAY(${rowsOf})) ORDER BY t.id FOR NO KEY UPDATE OF t`,
    [keys],
  );
  if (held.length === 0) return [];
  await tx.query('SELECT FROM rooms WHERE id = ANY ($1::bigint[]) ORDER BY public_id COLLATE "C" FOR NO KEY UPDATE', [held.flatMap(({ rooms }) => rooms)]);
  // In a statement of its own: only now is it certain what was committed before us.
  const rows = await tx.query<TicketRow>(`SELECT ${TICKET} FROM ${FROM_TICKETS} WHERE t.id = ANY ($1::int[])`, [held.map(({ id }) => id)]);
  return rows.map(toTicket);
}

/** @throws NotFound */
export async function lockTicket(tx: Tx, address: TicketAddress): Promise<Ticket> {
  const [ticket] = 'ticketId' in address ? await hold(tx, BY_ID, [address.ticketId]) : await hold(tx, BY_ROOM, [address.roomId]);
  if (!ticket) throw new NotFound();
  return ticket;
}

/** Two tickets, in the order in which they are named. @throws NotFound */
export async function lockTickets(tx: Tx, [one, other]: readonly [string, string]): Promise<[Ticket, Ticket]> {
  const held = await hold(tx, BY_ID, [one, other]);
  const [first, second] = [one, other].map((id) => held.find((ticket) => ticket.id === id));
  if (!first || !second) throw new NotFound();
  return [first, second];
}
