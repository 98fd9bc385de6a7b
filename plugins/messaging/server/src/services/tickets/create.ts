import type { Core } from '@strapi/strapi';
import { clock, newId, type Tx } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { Channel, Priority, Subject } from '../../domain/ticket';
import { AS_WRITER } from '../as-writer';
import { nextNumber } from './number';
import { makeTicketRoom } from './rooms';
import type { TicketRoom } from './ticket';

export interface TicketFacts {
  /** Who asks, e.g. `usr_…`. */
  requesterId: string;
  subject: string;
  channel: Channel;
  priority: Priority;
  category: string | null;
  relatesTo: Subject | null;
  /** Makes a repeat find the ticket that the first attempt made. */
  idempotencyToken: string | undefined;
}

export interface CreatedTicket {
  ticketId: string;
  number: number;
  conversation: TicketRoom & { event: RoomEvent };
  staffRoom: TicketRoom & { event: RoomEvent };
}

/** Makes a ticket with its two rooms, in which nothing is said yet. @returns the id alone where the token has made one before */
export async function createTicket(strapi: Core.Strapi, tx: Tx, facts: TicketFacts): Promise<CreatedTicket | { ticketId: string; number?: undefined }> {
  const { requesterId, subject, channel, priority, category, relatesTo, idempotencyToken } = facts;
  // First, and held until the end: whoever opens the same ticket at the same moment finds it below.
  const number = await nextNumber(strapi, tx);
  if (idempotencyToken !== undefined) {
    const [known] = await tx.query<{ id: string }>('SELECT document_id AS id FROM tickets WHERE idempotency_token = $1', [idempotencyToken]);
    if (known) return { ticketId: known.id };
  }
  const ticketId = newId('tkt');
  const conversation = await makeTicketRoom(strapi, tx, { audience: 'everyone', subject, requesterId });
  const staffRoom = await makeTicketRoom(strapi, tx, { audience: 'staff', subject, requesterId });
  await tx.execute(
    `INSERT INTO tickets (document_id, number, subject, state, priority, category, tags, channel, requester, conversation_room_id, staff_room_id, relates_to,
                          idempotency_token, created_at, updated_at, published_at)
     SELECT $1, $2, $3, 'new', $4, $5, '[]', $6, $7, $8::bigint, $9::bigint, $10, $11, $12, $12, $12 FROM ${AS_WRITER}`,
    [
      ticketId, number, subject, priority, category, channel, requesterId, conversation.rowId, staffRoom.rowId,
      relatesTo ? JSON.stringify(relatesTo) : null, idempotencyToken ?? null, clock.now(),
    ],
  );
  return { ticketId, number, conversation, staffRoom };
}
