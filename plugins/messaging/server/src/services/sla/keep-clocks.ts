import { appendEvent } from '#kernel';
import type { ClockNotice } from '../../domain/sla-clock';
import { escalationsFor, timingOf, type SlaPolicy } from '../../domain/sla-policy';
import { afterMoment, phaseOf, type TicketMoment } from '../../domain/ticket-clocks';
import { aggregateOf, say, update, type TicketAct } from '../tickets/act';
import { SYSTEM } from '../tickets/sight';
import { readClocks, writeClocks } from './clock-rows';
import { escalate } from './escalate';
import type { TicketRules } from './rules';

/** What is done about a notice may change the ticket, and with it what is promised; two policies must not chase each other for ever. */
const MOST_ROUNDS = 5;

/** Brings the clocks of a ticket to where they belong after an act, and tells what has come: to the staff, to whoever reads events, and to whom the policy says. */
export async function keepClocks(act: TicketAct, rules: TicketRules): Promise<void> {
  const [happened = 'changed'] = act.happened;
  for (let round = 0, what: TicketMoment['what'] = happened; round < MOST_ROUNDS; round += 1, what = 'changed') {
    const policy = rules.policyFor(act.ticket);
    const notices = await bringUpToDate(act, what, rules, policy);
    for (const notice of notices) await tell(act, notice, policy);
    if (notices.length === 0) return;
  }
}

async function bringUpToDate({ tx, ticket, at }: TicketAct, what: TicketMoment['what'], rules: TicketRules, policy: SlaPolicy | undefined): Promise<ClockNotice[]> {
  const hours = rules.hoursOf(policy?.calendarId ?? null);
  const before = await readClocks(tx, ticket.rowId);
  const { clocks, notices } = afterMoment(before, { what, phase: phaseOf(ticket.state), at }, (kind) => timingOf(policy, kind, hours));
  await writeClocks(tx, ticket.rowId, before, clocks, { policy, rulesVersion: rules.version, hours });
  return notices;
}

const EVENTS = { warned: 'ticket.sla_warned', breached: 'ticket.sla_breached' } as const;

async function tell(act: TicketAct, notice: ClockNotice, policy: SlaPolicy | undefined): Promise<void> {
  const { tx, ticket } = act;
  const bySystem = { ...act, actor: SYSTEM };
  // It changes what the desk shows of the ticket.
  await update(bySystem, {});
  const data = { clock: notice.kind, since: notice.at.toISOString(), dueAt: notice.dueAt?.toISOString() ?? null };
  await say(bySystem, ticket.staffRoom, { type: EVENTS[notice.notice], data });
  await appendEvent(tx, EVENTS[notice.notice], aggregateOf(ticket), { ticketId: ticket.id, ...data, policyId: policy?.id ?? null, assigneeId: ticket.assigneeId, team: ticket.team });
  if (policy) for (const escalation of escalationsFor(policy, notice)) await escalate(bySystem, notice, escalation);
}
