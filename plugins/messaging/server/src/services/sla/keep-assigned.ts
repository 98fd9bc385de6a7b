import type { Ticket } from '../tickets/ticket';
import { isSettled, type TicketState } from '../../domain/ticket';
import type { TicketAct } from '../tickets/act';
import { assignTo } from '../tickets/assign';
import { SYSTEM } from '../tickets/sight';
import { findAgent, readAgents } from './find-agent';

/** Whoever had a ticket that is opened again goes on with it, unless they cannot. */
async function isGone(act: TicketAct, staffId: string): Promise<boolean> {
  const agent = (await readAgents(act.tx)).find((one) => one.staffId === staffId);
  return agent !== undefined && !agent.isAvailable;
}

/**
 * Gives a ticket that was just opened, or opened again, to somebody. Where nobody has room it waits, and is given to whoever
 * has room first.
 */
export async function keepAssigned(act: TicketAct, before: TicketState | undefined): Promise<void> {
  const { ticket } = act;
  const isOpened = !isSettled(ticket.state) && (before === undefined || isSettled(before));
  if (!isOpened) return;
  if (ticket.assigneeId !== null && !(await isGone(act, ticket.assigneeId))) return;
  await assignToSomebody(act, ticket);
}

/** @returns whether somebody had room. */
export async function assignToSomebody(act: TicketAct, { team, assigneeId }: Pick<Ticket, 'team' | 'assigneeId'>): Promise<boolean> {
  const found = await findAgent(act.strapi, act.tx, { team, except: assigneeId });
  if (found === undefined && assigneeId === null) return false;
  await assignTo({ ...act, actor: SYSTEM }, { assigneeId: found ?? null });
  return found !== undefined;
}
