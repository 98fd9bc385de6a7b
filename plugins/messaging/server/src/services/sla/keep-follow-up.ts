import { followUpAt, type FollowUp, type FollowUpRule, type FollowUpStep } from '../../domain/follow-up';
import type { TicketAct } from '../tickets/act';
import { moveTo } from '../tickets/move';
import { writeAsSystem } from '../tickets/send';
import { SYSTEM } from '../tickets/sight';
import type { TicketRules } from './rules';

interface FollowUpRow {
  rule_id: string | null;
  rules_version: string;
  step: number;
  since: Date;
  due_at: Date | null;
}

/**
 * Follows a ticket whose customer is waited for, in the transaction of whatever happened to it: begins with our answer, ends
 * with theirs, and does the step that is due. Where a ticket stands is one row, which is moved on together with what is
 * done: each step is done once.
 */
export async function keepFollowUp(act: TicketAct, rules: TicketRules): Promise<void> {
  const { tx, ticket, at } = act;
  const [row] = await tx.query<FollowUpRow>('SELECT rule_id, rules_version, step, since, due_at FROM ticket_follow_ups WHERE ticket_id = $1', [ticket.rowId]);
  if (ticket.state !== 'waiting_on_customer') {
    if (row) await tx.execute('DELETE FROM ticket_follow_ups WHERE ticket_id = $1', [ticket.rowId]);
    return;
  }
  const rule = rules.followUpRuleFor(ticket);
  const isNew = !row || act.happened.includes('answered');
  if (isNew || row.rules_version !== rules.version || row.rule_id !== (rule?.id ?? null)) {
    const isSameRule = !isNew && rule !== undefined && row.rule_id === rule.id;
    await put(act, rules, rule, isSameRule ? row.step : 0, isNew ? at : row.since);
    return;
  }
  const step = rule?.steps[row.step];
  if (!rule || !step || row.due_at === null || row.due_at > at) return;
  await put(act, rules, rule, row.step + 1, at);
  await doStep({ ...act, actor: SYSTEM }, step);
}

async function put({ tx, ticket }: TicketAct, rules: TicketRules, rule: FollowUpRule | undefined, step: number, since: Date): Promise<void> {
  const next: FollowUp | undefined = rule && followUpAt(rule, step, since, rules.hoursOf(rule.calendarId));
  await tx.execute(
    `INSERT INTO ticket_follow_ups (ticket_id, rule_id, rules_version, step, since, due_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (ticket_id) DO UPDATE SET rule_id = excluded.rule_id, rules_version = excluded.rules_version, step = excluded.step, since = excluded.since, due_at = excluded.due_at`,
    [ticket.rowId, rule?.id ?? null, rules.version, step, since, next?.dueAt ?? null],
  );
}

async function doStep(act: TicketAct, { act: what, text }: FollowUpStep): Promise<void> {
  if (text !== null) await writeAsSystem(act, text);
  if (what === 'resolve') {
    await moveTo(act, 'resolved');
    await act.tx.execute('DELETE FROM ticket_follow_ups WHERE ticket_id = $1', [act.ticket.rowId]);
  }
}
