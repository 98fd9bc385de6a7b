import type { Core } from '@strapi/strapi';
import { clock, sql } from '#kernel';
import type { ClockKind } from '../../domain/sla-clock';
import { timingOf } from '../../domain/sla-policy';
import { ticketMachine } from '../../domain/ticket';
import { afterMoment, phaseOf } from '../../domain/ticket-clocks';
import type { FilteredTicket } from '../../domain/ticket-filter';
import { readRules } from './rules';

export interface Preview {
  openedAt: Date;
  /** `null` where nothing is promised about such a ticket. */
  policyId: string | null;
  clocks: { kind: ClockKind; warnAt: Date | null; dueAt: Date | null }[];
}

/** What would be promised about a ticket that is opened now, and until when: by the rules and the code by which it would be. */
export async function previewTicket(strapi: Core.Strapi, ticket: FilteredTicket): Promise<Preview> {
  const rules = await readRules(strapi, sql(strapi));
  const openedAt = clock.now();
  const policy = rules.policyFor(ticket);
  const hours = rules.hoursOf(policy?.calendarId ?? null);
  const { clocks } = afterMoment([], { what: 'opened', phase: phaseOf(ticketMachine.initial), at: openedAt }, (kind) => timingOf(policy, kind, hours));
  return { openedAt, policyId: policy?.id ?? null, clocks: clocks.map(({ kind, warnAt, dueAt }) => ({ kind, warnAt, dueAt })) };
}
