import type { Core } from '@strapi/strapi';
import { clock, sql } from '#kernel';
import { isSettled } from '../../domain/ticket';
import { SnoozeRefused } from '../../domain/ticket-errors';
import type { Viewer } from '../../domain/person';
import { actOnTicket, say, update, type TicketAct } from './act';
import { assertStaff, SYSTEM } from './sight';

/** Puts a ticket aside until then, or takes it up again (`null`). */
async function setSnooze(act: TicketAct, until: Date | null): Promise<void> {
  const { ticket } = act;
  if (until?.getTime() === ticket.snoozedUntil?.getTime()) return;
  await update(act, { snoozedUntil: until });
  await say(act, ticket.staffRoom, { type: 'ticket.snoozed', data: { until: until?.toISOString() ?? null } });
}

/**
 * Staff put a ticket aside until a time, or until its customer writes, whichever comes first; or take it up again.
 *
 * @throws NotFound, Forbidden; SnoozeRefused for a time that has passed, or a ticket that is done.
 */
export const snoozeTicket = (strapi: Core.Strapi, actor: Viewer, ticketId: string, until: Date | null): Promise<void> =>
  actOnTicket(strapi, actor, { ticketId }, (act) => snoozeBy(act, actor, until));

/** The same as a part of something more. */
export async function snoozeBy(act: TicketAct, actor: Viewer, until: Date | null): Promise<void> {
  assertStaff(actor, 'tickets.answer');
  if (until && (until <= clock.now() || isSettled(act.ticket.state))) throw new SnoozeRefused();
  await setSnooze(act, until);
}

/** Its customer has written: nobody waits any longer. */
export const wakeTicket = (act: TicketAct): Promise<void> => setSnooze(act, null);

const MOST_AT_ONCE = 100;

/** Takes up tickets whose time has come. @returns whether there may be more. */
export async function wakeDueTickets(strapi: Core.Strapi): Promise<boolean> {
  const due = await sql(strapi).query<{ id: string }>('SELECT document_id AS id FROM tickets WHERE snoozed_until <= $1 ORDER BY snoozed_until LIMIT $2', [clock.now(), MOST_AT_ONCE]);
  let failed = 0;
  for (const { id: ticketId } of due) {
    // One that cannot be taken up must not keep the others from it.
    await actOnTicket(strapi, SYSTEM, { ticketId }, async (act) => {
      // Somebody may have put it aside for longer since we looked.
      if (act.ticket.snoozedUntil && act.ticket.snoozedUntil <= clock.now()) await setSnooze(act, null);
    }).catch((error: unknown) => {
      strapi.log.error(`The ticket ${ticketId} could not be taken up; it is tried again.`, { error });
      failed += 1;
    });
  }
  return due.length === MOST_AT_ONCE && failed === 0;
}
