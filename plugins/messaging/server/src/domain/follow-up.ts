import { addBusinessTime, type BusinessHours } from './business-hours';
import type { TicketFilter } from './ticket-filter';

/** What is done for a customer who does not answer. */
export interface FollowUpStep {
  /** Seconds of business hours since we began to wait, or since the step before. */
  afterSeconds: number;
  act: 'remind' | 'resolve';
  /** What the customer is told; a ticket may be resolved without a word. */
  text: string | null;
}

export interface FollowUpRule extends TicketFilter {
  id: string;
  calendarId: string | null;
  steps: readonly FollowUpStep[];
}

/** Where a ticket stands in its rule while the customer is waited for. */
export interface FollowUp {
  ruleId: string;
  /** Which step is next, from 0. */
  step: number;
  /** Since when its time runs. */
  since: Date;
  dueAt: Date;
}

/**
 * The step `step` of a rule, whose time runs since `since`; `undefined` after the last. A step that was late pushes the
 * later ones back, so that nobody is reminded and given up in one breath.
 */
export function followUpAt(rule: FollowUpRule, step: number, since: Date, hours: BusinessHours): FollowUp | undefined {
  const next = rule.steps[step];
  return next && { ruleId: rule.id, step, since, dueAt: addBusinessTime(hours, since, next.afterSeconds * 1_000) };
}
