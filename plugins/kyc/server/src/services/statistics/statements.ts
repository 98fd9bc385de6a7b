/** The range: whole days where `$3` is. */
const FROM = `($1::date)::timestamp AT TIME ZONE $3`;
const TO = `($2::date)::timestamp AT TIME ZONE $3`;
const dayOf = (at: string) => `(${at} AT TIME ZONE $3)::date::text`;

/**
 * Decisions of the range, each with what it led to. `passed_on`: an approval that another person had to confirm. `overturned`: an approval that the second person refused, or
 * whose level was taken back since. `first_seconds`: from handing in to the first decision about that attempt.
 */
const DECISIONS = `SELECT d.id, d.actor, d.outcome, d.reason_codes, ${dayOf('d.at')} AS day,
    d.outcome = 'approve' AND NOT l.is_final AS passed_on,
    d.outcome = 'approve' AND (later.outcome IN ('reject', 'resubmit') OR (l.is_final AND p.state = 'revoked')) AS overturned,
    CASE WHEN earlier.id IS NULL THEN extract(epoch FROM d.at - s.submitted_at)::float8 END AS first_seconds
  FROM kyc_decisions d
  JOIN kyc_applications a ON a.document_id = d.application_id
  LEFT JOIN kyc_submissions s ON s.application_id = d.application_id AND s.attempt = d.attempt
  LEFT JOIN LATERAL (SELECT e.id FROM kyc_decisions e WHERE e.application_id = d.application_id AND e.attempt = d.attempt AND (e.at, e.id) < (d.at, d.id) LIMIT 1) earlier ON true
  LEFT JOIN LATERAL (SELECT e.outcome FROM kyc_decisions e WHERE e.application_id = d.application_id AND e.attempt = d.attempt AND (e.at, e.id) > (d.at, d.id) ORDER BY e.at DESC LIMIT 1) later ON true
  LEFT JOIN kyc_profiles p ON p.person_id = a.person_id AND p.application_id = a.document_id
  CROSS JOIN LATERAL (SELECT a.state = 'approved' AND a.attempt = d.attempt AND later.outcome IS NULL AS is_final) l
  WHERE d.at >= ${FROM} AND d.at < ${TO}`;

export const OF_DECISIONS = `SELECT x.day, x.actor, count(*)::int AS decisions, count(*) FILTER (WHERE outcome = 'approve' AND NOT passed_on)::int AS approved,
    count(*) FILTER (WHERE passed_on)::int AS "passedOn", count(*) FILTER (WHERE outcome = 'reject')::int AS rejected, count(*) FILTER (WHERE outcome = 'resubmit')::int AS resubmissions,
    count(*) FILTER (WHERE overturned)::int AS overturned, count(first_seconds)::int AS firsts, percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY first_seconds) AS seconds
  FROM (${DECISIONS}) x GROUP BY GROUPING SETS ((x.day), (x.actor), ())`;

const MOST_REASONS = 10;
export const OF_REASONS = `SELECT r.code, count(*)::int AS count FROM kyc_decisions d CROSS JOIN LATERAL unnest(d.reason_codes) r (code) WHERE d.at >= ${FROM} AND d.at < ${TO} GROUP BY r.code ORDER BY count(*) DESC, r.code LIMIT ${MOST_REASONS}`;

export const HANDED_IN = `SELECT ${dayOf('s.submitted_at')} AS day, count(*)::int AS count FROM kyc_submissions s WHERE s.submitted_at >= ${FROM} AND s.submitted_at < ${TO} GROUP BY 1`;

export const NAMES = `SELECT 'staff:' || document_id AS actor, nullif(trim(concat_ws(' ', firstname, lastname)), '') AS name FROM admin_users WHERE 'staff:' || document_id = ANY ($1)`;
