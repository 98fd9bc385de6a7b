import type { ClockKind, TicketPriority } from '../api/types';

/** What the admin routes answer of the rules by which the time of tickets is kept. */

export type Priority = TicketPriority;
export const CLOCKS = ['first_response', 'next_response', 'resolution'] as const satisfies readonly ClockKind[];

export interface Span {
  from: string;
  to: string;
}
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface Holiday {
  /** `2026-12-25`, or `12-25` of every year. */
  date: string;
  name: string;
  /** Hours of a short day; closed all day without. */
  spans?: Span[];
}

export interface Calendar {
  id: string;
  name: string;
  timeZone: string;
  week: Partial<Record<Weekday, Span[]>>;
  holidays: Holiday[];
}

/** For which tickets a rule is meant; null is any. */
interface Filtered {
  id: string;
  name: string;
  priority: Priority | null;
  category: string | null;
  /** null counts around the clock. */
  calendarId: string | null;
}

export type EscalationAct =
  | { act: 'assign'; staffId: string }
  | { act: 'reassign' }
  | { act: 'set_priority'; priority: Priority }
  | { act: 'add_tag'; tag: string }
  | { act: 'tell_team'; team: string };
export const ACTS = ['assign', 'reassign', 'set_priority', 'add_tag', 'tell_team'] as const satisfies readonly EscalationAct['act'][];

export interface Escalation {
  on: 'warned' | 'breached';
  clock: ClockKind | null;
  acts: EscalationAct[];
}

export interface Policy extends Filtered {
  firstResponseSeconds: number | null;
  nextResponseSeconds: number | null;
  resolutionSeconds: number | null;
  warnAtPercent: number | null;
  escalations: Escalation[];
}

export type Step = { act: 'remind'; afterSeconds: number; text: string } | { act: 'resolve'; afterSeconds: number; text: string | null };

export interface FollowUp extends Filtered {
  steps: Step[];
}

export interface Agent {
  id: string;
  staffId: string;
  name: string | null;
  team: string | null;
  capacity: number;
  openTickets: number;
  isAway: boolean;
  awayUntil: string | null;
  isAvailable: boolean;
}

export interface Preview {
  openedAt: string;
  policyId: string | null;
  clocks: { clock: ClockKind; warnAt: string | null; dueAt: string | null }[];
}
