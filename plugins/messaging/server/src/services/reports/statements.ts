import type { ReportGroup } from './tickets';

/** By what tickets `t` are grouped. Times of tickets are UTC without saying so; what is sorted byte by byte is sorted fast. */
const KEY: Readonly<Record<ReportGroup, string>> = {
  agent: 't.assignee COLLATE "C"',
  category: 't.category COLLATE "C"',
  day: `(t.created_at AT TIME ZONE 'UTC' AT TIME ZONE $3)::date`,
};

const cohort = (group: ReportGroup, more = '') =>
  `SELECT t.id, ${KEY[group]} AS key${more} FROM tickets t WHERE t.created_at >= $1 AND t.created_at < $2 AND t.state NOT IN ('merged', 'spam')`;

const each = (statement: (group: ReportGroup) => string): Readonly<Record<ReportGroup, string>> => ({
  agent: statement('agent'),
  category: statement('category'),
  day: statement('day'),
});

export const OF_TICKETS = each(
  (group) => `SELECT key::text, grouping(key) = 1 AS is_total, count(*)::int AS opened, count(*) FILTER (WHERE state IN ('resolved', 'closed'))::int AS resolved,
      count(rating)::int AS ratings, round(avg(rating), 2)::float8 AS average
    FROM (${cohort(group, ', t.state, t.rating')}) x GROUP BY GROUPING SETS ((key), ())`,
);

const PERCENTILES = '(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY';

/** A promise that was broken stays broken, whatever became of the ticket. What was called off took no time. */
export const OF_CLOCKS = each(
  (group) => `SELECT x.key::text, grouping(x.key) = 1 AS is_total, c.kind, count(*) FILTER (WHERE c.outcome IN ('met', 'breached'))::int AS ended,
      percentile_cont${PERCENTILES} c.wall_seconds) FILTER (WHERE c.outcome IN ('met', 'breached')) AS wall,
      percentile_cont${PERCENTILES} c.business_seconds) FILTER (WHERE c.outcome IN ('met', 'breached')) AS business,
      count(*) FILTER (WHERE c.outcome = 'met' AND c.target_seconds IS NOT NULL)::int AS met,
      count(*) FILTER (WHERE c.breached_at IS NOT NULL)::int AS breached
    FROM (${cohort(group)}) x JOIN ticket_clocks c ON c.ticket_id = x.id GROUP BY GROUPING SETS ((x.key, c.kind), (c.kind))`,
);
