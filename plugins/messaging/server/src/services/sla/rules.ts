import type { Core } from '@strapi/strapi';
import type { Sql } from '#kernel';
import { ALWAYS, createBusinessHours, type BusinessHours } from '../../domain/business-hours';
import { businessCalendar, type BusinessCalendar } from '../../domain/business-calendar';
import type { FollowUpRule, FollowUpStep } from '../../domain/follow-up';
import type { Escalation, SlaPolicy } from '../../domain/sla-policy';
import { mostSpecific, type FilteredTicket } from '../../domain/ticket-filter';

/** The rules by which the time of tickets is kept, as they were at one moment. */
export interface TicketRules {
  /** Grows with every change of them. */
  version: string;
  policyFor(ticket: FilteredTicket): SlaPolicy | undefined;
  followUpRuleFor(ticket: FilteredTicket): FollowUpRule | undefined;
  /** Around the clock, without a calendar. */
  hoursOf(calendarId: string | null): BusinessHours;
}

interface PolicyRow {
  id: string;
  priority: string | null;
  category: string | null;
  calendar: string | null;
  first_response_seconds: number | null;
  next_response_seconds: number | null;
  resolution_seconds: number | null;
  warn_at_percent: number | null;
  escalations: Escalation[] | null;
}

type StoredCalendar = { name: string } & BusinessCalendar;

interface RulesRow {
  version: string;
  policies: PolicyRow[];
  follow_up_rules: { id: string; priority: string | null; category: string | null; calendar: string | null; steps: FollowUpStep[] }[];
  calendars: ({ id: string } & StoredCalendar)[];
}

const calendarOf = (table: string, column: string) =>
  `(SELECT c.document_id FROM ${table}_calendar_lnk l JOIN business_calendars c ON c.id = l.business_calendar_id WHERE l.${column} = r.id)`;

/** One statement, so that the version is that of what comes with it. */
const RULES = `SELECT v.version,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.document_id, 'priority', r.priority, 'category', r.category, 'calendar', ${calendarOf('sla_policies', 'sla_policy_id')},
     'first_response_seconds', r.first_response_seconds, 'next_response_seconds', r.next_response_seconds, 'resolution_seconds', r.resolution_seconds,
     'warn_at_percent', r.warn_at_percent, 'escalations', r.escalations) ORDER BY r.id), '[]') FROM sla_policies r) AS policies,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.document_id, 'priority', r.priority, 'category', r.category, 'calendar', ${calendarOf('follow_up_rules', 'follow_up_rule_id')},
     'steps', r.steps) ORDER BY r.id), '[]') FROM follow_up_rules r) AS follow_up_rules,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.document_id, 'name', c.name, 'timeZone', c.time_zone, 'week', c.week, 'holidays', coalesce(c.holidays, '[]'))), '[]') FROM business_calendars c) AS calendars
  FROM ticket_rules v`;

export async function readRules(strapi: Core.Strapi, db: Sql): Promise<TicketRules> {
  const [row] = await db.query<RulesRow>(RULES);
  if (!row) throw new Error('The version of the rules is missing: its guard makes it at every start.');
  const policies = row.policies.map(toPolicy);
  const followUpRules = row.follow_up_rules.map(({ calendar, ...rule }) => ({ ...rule, calendarId: calendar }));
  const calendars = new Map(row.calendars.map(({ id, ...calendar }) => [id, calendar]));
  return {
    version: row.version,
    policyFor: (ticket) => mostSpecific(policies, ticket),
    followUpRuleFor: (ticket) => mostSpecific(followUpRules, ticket),
    hoursOf(calendarId) {
      const calendar = calendarId === null ? undefined : calendars.get(calendarId);
      return calendar ? hoursOf(strapi, calendar) : ALWAYS;
    },
  };
}

const toPolicy = (row: PolicyRow): SlaPolicy => ({
  id: row.id,
  priority: row.priority,
  category: row.category,
  calendarId: row.calendar,
  targetSeconds: { first_response: row.first_response_seconds, next_response: row.next_response_seconds, resolution: row.resolution_seconds },
  warnAtPercent: row.warn_at_percent,
  escalations: row.escalations ?? [],
});

const MOST_KNOWN = 100;
const known = new Map<string, BusinessHours>();

/** Hours remember the days that they have worked out, so the same calendar gets the same hours again. */
function hoursOf(strapi: Core.Strapi, calendar: StoredCalendar): BusinessHours {
  const key = JSON.stringify(calendar);
  let hours = known.get(key);
  if (!hours) {
    if (known.size >= MOST_KNOWN) known.clear();
    hours = checkedHours(strapi, calendar);
    known.set(key, hours);
  }
  return hours;
}

/** One that was written past all checks must not keep customers from writing: it counts as none, and the log says so. */
function checkedHours(strapi: Core.Strapi, calendar: StoredCalendar): BusinessHours {
  const parsed = businessCalendar.safeParse(calendar);
  if (parsed.success) return createBusinessHours(parsed.data);
  strapi.log.error(`The business calendar "${calendar.name}" is not valid, so time is counted around the clock: ${parsed.error.issues[0]?.message ?? ''}`);
  return ALWAYS;
}
