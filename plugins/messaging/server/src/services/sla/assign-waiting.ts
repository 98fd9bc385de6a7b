import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import { messagingConfig } from '../../config';
import { isSettled } from '../../domain/ticket';
import { actOnTicket } from '../tickets/act';
import { SYSTEM } from '../tickets/sight';
import { readAgents } from './find-agent';
import { assignToSomebody } from './keep-assigned';

const MOST_AT_ONCE = 50;
const URGENCY = `array_position(ARRAY['urgent', 'high', 'normal', 'low'], t.priority::text)`;

/**
 * Gives tickets that nobody has to whoever has room now: the most urgent first, of those the oldest.
 *
 * @returns how many found somebody; 0 ends a turn.
 */
export async function assignWaiting(strapi: Core.Strapi): Promise<number> {
  if (messagingConfig(strapi).tickets.assignment === 'manual') return 0;
  const withRoom = (await readAgents(sql(strapi))).filter(({ isAvailable, load, capacity }) => isAvailable && load < capacity);
  if (withRoom.length === 0) return 0;
  // Those of teams without room are left out, or they would stand before the others for ever.
  const teams = [...new Set(withRoom.flatMap(({ team }) => team ?? []))];
  const waiting = await sql(strapi).query<{ id: string }>(
    `SELECT t.document_id AS id FROM tickets t WHERE t.assignee IS NULL AND t.state NOT IN ('resolved', 'closed', 'merged', 'spam') AND (t.team IS NULL OR t.team = ANY ($1))
      ORDER BY ${URGENCY}, t.id LIMIT ${MOST_AT_ONCE}`,
    [teams],
  );
  let assigned = 0;
  for (const { id: ticketId } of waiting) {
    // One that cannot be given to anybody must not keep the others from it.
    const isAssigned = await actOnTicket(strapi, SYSTEM, { ticketId }, async (act) => act.ticket.assigneeId === null && !isSettled(act.ticket.state) && assignToSomebody(act, act.ticket)).catch(
      (error: unknown) => {
        strapi.log.error(`Nobody could be given the ticket ${ticketId}; it is tried again.`, { error });
        return false;
      },
    );
    if (isAssigned) assigned += 1;
  }
  return assigned;
}
