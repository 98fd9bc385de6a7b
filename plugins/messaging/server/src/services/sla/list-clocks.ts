import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import type { ClockKind, ClockOutcome } from '../../domain/sla-clock';

export interface ListedClock {
  kind: ClockKind;
  isPaused: boolean;
  policyId: string | null;
  targetSeconds: number | null;
  warnAt: Date | null;
  dueAt: Date | null;
  warnedAt: Date | null;
  breachedAt: Date | null;
  endedAt: Date | null;
  outcome: ClockOutcome | null;
}

/** All clocks that a ticket has had, the oldest first. */
export const listClocks = (strapi: Core.Strapi, ticketRow: number): Promise<ListedClock[]> =>
  sql(strapi).query<ListedClock>(
    `SELECT kind, runs->-1->>'to' IS NOT NULL AS "isPaused", policy_id AS "policyId", target_seconds AS "targetSeconds", warn_at AS "warnAt", due_at AS "dueAt",
            warned_at AS "warnedAt", breached_at AS "breachedAt", ended_at AS "endedAt", outcome FROM ticket_clocks WHERE ticket_id = $1 ORDER BY id`,
    [ticketRow],
  );
