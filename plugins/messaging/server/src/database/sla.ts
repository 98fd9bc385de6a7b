import { check, foreignKey, index, neverDeleted, oneOf, onlyWriter, sqlFunction, table, trigger, uniqueIndex, type Guard } from '#kernel';
import { CLOCK_KINDS, CLOCK_OUTCOMES } from '../domain/sla-clock';
import { PRIORITIES } from '../domain/ticket';

/**
 * What is computed from rules knows from which: whoever writes a rule, by whatever way, moves the version, and what is
 * behind it is computed again. A ticket that changes at the same moment reads rules and version in one statement, so it
 * has both or neither.
 */
const rulesChanged = sqlFunction(
  'messaging_rules_changed()',
  'trigger',
  `BEGIN
  UPDATE ticket_rules SET version = version + 1;
  RETURN NULL;
END`,
);

const ruleTables = ['sla_policies', 'sla_policies_calendar_lnk', 'business_calendars', 'follow_up_rules', 'follow_up_rules_calendar_lnk'];

const oneRuleAFilter = (name: string) => uniqueIndex(`${name}_one_a_filter`, `${name} (coalesce(priority, ''), coalesce(category, ''))`);

export const slaGuards: Guard[] = [
  table('ticket_rules', 'is_one boolean PRIMARY KEY CHECK (is_one), version bigint NOT NULL'),
  'INSERT INTO ticket_rules (is_one, version) VALUES (true, 1) ON CONFLICT DO NOTHING;',
  rulesChanged,
  ...ruleTables.map((name) => trigger(name, `${name}_changed`, 'AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE', 'FOR EACH STATEMENT', 'messaging_rules_changed()')),
  oneRuleAFilter('sla_policies'),
  oneRuleAFilter('follow_up_rules'),
  check('sla_policies', 'sla_policies_priority_known', `priority IS NULL OR ${oneOf('priority', PRIORITIES)}`),
  check('sla_policies', 'sla_policies_promise_something', 'num_nonnulls(first_response_seconds, next_response_seconds, resolution_seconds) > 0 AND least(first_response_seconds, next_response_seconds, resolution_seconds) > 0'),
  check('follow_up_rules', 'follow_up_rules_priority_known', `priority IS NULL OR ${oneOf('priority', PRIORITIES)}`),
  check('business_calendars', 'business_calendars_form', `name IS NOT NULL AND time_zone IS NOT NULL AND jsonb_typeof(week) = 'object' AND (holidays IS NULL OR jsonb_typeof(holidays) = 'array')`),
  check('sla_policies', 'sla_policies_escalations_a_list', `escalations IS NULL OR jsonb_typeof(escalations) = 'array'`),
  check('follow_up_rules', 'follow_up_rules_steps_a_list', `steps IS NOT NULL AND jsonb_typeof(steps) = 'array'`),
  uniqueIndex('support_agents_staff', 'support_agents (staff_id)'),
  check('support_agents', 'support_agents_complete', 'staff_id IS NOT NULL AND capacity IS NOT NULL AND capacity >= 0'),

  // `runs` is what happened; the rest of a clock follows from it and the rules. `next_at` is when somebody must look at it.
  table(
    'ticket_clocks',
    `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     ticket_id int NOT NULL,
     kind text NOT NULL,
     policy_id text,
     target_seconds int,
     rules_version bigint NOT NULL,
     runs jsonb NOT NULL,
     warn_at timestamptz,
     due_at timestamptz,
     warned_at timestamptz,
     breached_at timestamptz,
     ended_at timestamptz,
     outcome text,
     business_seconds int,
     wall_seconds int,
     next_at timestamptz GENERATED ALWAYS AS (
       CASE WHEN ended_at IS NULL THEN least(CASE WHEN warned_at IS NULL THEN warn_at END, CASE WHEN breached_at IS NULL THEN due_at END) END) STORED`,
  ),
  foreignKey('ticket_clocks', 'ticket_clocks_ticket', 'ticket_id', 'tickets (id)'),
  check('ticket_clocks', 'ticket_clocks_kind_known', oneOf('kind', CLOCK_KINDS)),
  check('ticket_clocks', 'ticket_clocks_outcome_known', `outcome IS NULL OR ${oneOf('outcome', CLOCK_OUTCOMES)}`),
  check('ticket_clocks', 'ticket_clocks_ended_whole', 'num_nonnulls(ended_at, outcome, business_seconds, wall_seconds) IN (0, 4)'),
  check('ticket_clocks', 'ticket_clocks_breach_stands', `outcome IS DISTINCT FROM 'met' OR breached_at IS NULL`),
  // Customers are promised one thing of a kind at a time.
  uniqueIndex('ticket_clocks_one_open', 'ticket_clocks (ticket_id, kind) WHERE ended_at IS NULL'),
  index('ticket_clocks_of_ticket', 'ticket_clocks (ticket_id, kind, id DESC)'),
  index('ticket_clocks_next', 'ticket_clocks (next_at) WHERE next_at IS NOT NULL'),
  // What a desk looks at first; the same words as in the query.
  index('ticket_clocks_breaching', `ticket_clocks (ticket_id) WHERE ended_at IS NULL AND runs->-1->>'to' IS NULL AND (warned_at IS NOT NULL OR breached_at IS NOT NULL)`),
  index('ticket_clocks_by_rules', 'ticket_clocks (rules_version) WHERE ended_at IS NULL'),
  onlyWriter('ticket_clocks', 'messaging'),
  neverDeleted('ticket_clocks'),

  // One for each ticket whose customer is waited for, also where no rule fits: one may come.
  table(
    'ticket_follow_ups',
    `ticket_id int PRIMARY KEY,
     rule_id text,
     rules_version bigint NOT NULL,
     step int NOT NULL,
     since timestamptz NOT NULL,
     due_at timestamptz`,
  ),
  foreignKey('ticket_follow_ups', 'ticket_follow_ups_ticket', 'ticket_id', 'tickets (id)'),
  index('ticket_follow_ups_due', 'ticket_follow_ups (due_at) WHERE due_at IS NOT NULL'),
  index('ticket_follow_ups_by_rules', 'ticket_follow_ups (rules_version)'),
  onlyWriter('ticket_follow_ups', 'messaging'),

  // When somebody was last given a ticket: whose turn it is.
  table('support_agent_turns', 'staff_id text PRIMARY KEY, assigned_at timestamptz NOT NULL'),
  // For reports: the tickets of a range, and of those what took how long.
  index('tickets_by_opening', 'tickets (created_at)'),
  // What somebody has to do, and what nobody has.
  index('tickets_open_by_assignee', `tickets (assignee, id) WHERE state NOT IN ('resolved', 'closed', 'merged', 'spam')`),
];
