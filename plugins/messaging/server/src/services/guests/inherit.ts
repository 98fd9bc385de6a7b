import type { Core } from '@strapi/strapi';
import { appendEvent, sql, type Tx } from '#kernel';
import { messagingConfig } from '../../config';
import type { RoomEvent } from '../../domain/event-types';
import { announceRoom } from '../rooms/announce';
import { takeOut } from '../rooms/take-out';
import { actOnTicket, aggregateOf, say, update, type TicketAct } from '../tickets/act';
import { SYSTEM } from '../tickets/sight';
import { findGuest } from './guests';

const ADDRESS = 'SELECT lower(email) AS address FROM up_users WHERE document_id = $1 AND confirmed AND blocked IS NOT TRUE';

/**
 * Gives an account the tickets of the guest with its address, once its owner has shown that mail to that address reaches
 * them. To be called for that reason alone: where accounts need no confirmation, Strapi calls all of them confirmed.
 *
 * Each ticket passes by itself, so that nobody waits for all of them; whatever dies between two of them, a repeat goes on
 * with those that have not passed.
 */
export async function inheritGuestTickets(strapi: Core.Strapi, userId: string): Promise<void> {
  const { support } = messagingConfig(strapi).mail;
  if (!support) return;
  const [account] = await sql(strapi).query<{ address: string }>(ADDRESS, [userId]);
  const guest = account && (await findGuest(sql(strapi), support, account.address));
  if (!guest) return;
  const tickets = await sql(strapi).query<{ id: string }>('SELECT document_id AS id FROM tickets WHERE requester = $1 ORDER BY id', [guest.id]);
  for (const { id } of tickets) await pass(strapi, id, guest.id, userId, account.address);
}

async function pass(strapi: Core.Strapi, ticketId: string, guestId: string, userId: string, address: string): Promise<void> {
  const entered = await actOnTicket(strapi, SYSTEM, { ticketId }, async (act) => {
    // It is held: somebody else, doing the same, was faster.
    if (act.ticket.requesterId !== guestId || !(await isStillTheirs(act.tx, userId, address))) return undefined;
    const added = await enterInPlace(act, guestId, userId);
    await update(act, { requesterId: userId });
    await say(act, act.ticket.conversation, { type: 'ticket.requester_changed', data: { from: guestId, to: userId } });
    await appendEvent(act.tx, 'ticket.inherited', aggregateOf(act.ticket), { ticketId, guestId, userId });
    return added;
  });
  if (entered) announceRoom(strapi, [userId], entered);
}

/** Held until the end: nobody blocks, deletes or renames them meanwhile. */
const isStillTheirs = async (tx: Tx, userId: string, address: string): Promise<boolean> =>
  (await tx.query<{ address: string }>(`${ADDRESS} FOR SHARE`, [userId]))[0]?.address === address;

/** Takes the place of the guest in the conversation: what they have read is read. */
async function enterInPlace(act: TicketAct, guestId: string, userId: string): Promise<RoomEvent | undefined> {
  const { strapi, tx, actor, ticket } = act;
  const { rowId, roomId } = ticket.conversation;
  await say(act, ticket.conversation, { type: 'member.added', data: { userIds: [userId] } });
  const added = act.events.at(-1);
  await tx.execute(
    `INSERT INTO room_members (room_id, member, role, joined_seq, read_seq, read_number)
     SELECT r.id, $2, 'member', r.last_seq, coalesce(g.read_seq, 0), coalesce(g.read_number, 0) FROM rooms r LEFT JOIN room_members g ON g.room_id = r.id AND g.member = $3 WHERE r.id = $1`,
    [rowId, userId, guestId],
  );
  await appendEvent(tx, 'member.added', { type: 'room', id: roomId }, { roomId, userIds: [userId], actorId: actor.id });
  act.events.push(...(await takeOut(strapi, tx, ticket.conversation, actor, { userId: guestId, reason: 'left' })));
  return added;
}
