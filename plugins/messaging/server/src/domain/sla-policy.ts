import { ALWAYS, type BusinessHours } from './business-hours';
import type { ClockKind, ClockNotice, Timing } from './sla-clock';
import type { Priority } from './ticket';
import type { TicketFilter } from './ticket-filter';

/** Thirty days and nights of business hours; a promise for later is none, and must be computable. */
export const MOST_TARGET_SECONDS = 2_592_000;

/** What is done when a clock is warned of or breached; each act once, with the notice. */
export type EscalationAct =
  | { act: 'assign'; staffId: string }
  /** Away from whoever has it, to whom the assignment finds. */
  | { act: 'reassign' }
  | { act: 'set_priority'; priority: Priority }
  | { act: 'add_tag'; tag: string }
  | { act: 'tell_team'; team: string };

export interface Escalation {
  on: ClockNotice['notice'];
  /** `null` is any clock. */
  clock: ClockKind | null;
  acts: readonly EscalationAct[];
}

/** What is promised to the customers whose tickets it fits. */
export interface SlaPolicy extends TicketFilter {
  id: string;
  calendarId: string | null;
  /** Seconds of business hours; `null` where nothing is promised. */
  targetSeconds: Readonly<Record<ClockKind, number | null>>;
  /** How much of the time is used up when people are warned; `null` warns of nothing. */
  warnAtPercent: number | null;
  escalations: readonly Escalation[];
}

/** The timing of a clock under a policy; without one it measures around the clock and is never due. */
export function timingOf(policy: SlaPolicy | undefined, kind: ClockKind, hours: BusinessHours = ALWAYS): Timing {
  const seconds = policy?.targetSeconds[kind] ?? null;
  const percent = policy?.warnAtPercent ?? null;
  const targetMs = seconds === null ? null : seconds * 1_000;
  return { hours, targetMs, warnMs: targetMs === null || percent === null ? null : Math.floor((targetMs * percent) / 100) };
}

/** What a policy wants done about a notice, in its order. */
export const escalationsFor = ({ escalations }: SlaPolicy, { notice, kind }: ClockNotice): EscalationAct[] =>
  escalations.filter((escalation) => escalation.on === notice && (escalation.clock === null || escalation.clock === kind)).flatMap(({ acts }) => acts);
