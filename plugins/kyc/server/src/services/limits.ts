import type { Sql } from '#kernel';
import { limitsIn, type Level, type LevelLimits, type Requirements } from '../domain/level';
import type { ProfileState } from '../domain/profile';

/** What a person may move, and what would raise it. Amounts are minor units of the currency asked for; `null` is no limit. */
export interface LimitsOfPerson {
  /** Whose limits these are: below the person's own level where that one is suspended or has lapsed. */
  level: string;
  state: ProfileState;
  limits: { perTransactionMinor: bigint | null; perDayMinor: bigint | null; balanceMinor: bigint | null };
  /** The lowest level above it that is offered; `null` where there is none. */
  nextLevel: { key: string; requirements: Requirements } | null;
}

export interface Standing {
  state: ProfileState;
  ownLevel: string | null;
  level: string;
  limits: Level['limits'];
  nextReviewAt: Date | null;
  nextLevel: { key: string; requirements: Requirements } | null;
}

interface Row {
  state: ProfileState | null;
  own_level: string | null;
  next_review_at: Date | null;
  level: string;
  limits: Level['limits'];
  next_level: string | null;
  next_requirements: Requirements | null;
}

/**
 * Strapi's columns know no zone and ours do, so the moment is given twice, for each kind. Three probes of indexes. The limits of a level are those of the version that is in force at the moment, whichever
 * version somebody was approved for: the law changes for everybody at once.
 */
const STANDING = `
SELECT p.state, p.level AS own_level, p.next_review_at, l.key AS level, l.limits, n.key AS next_level, n.requirements AS next_requirements
FROM (SELECT $1::text AS person_id) w
LEFT JOIN kyc_profiles p ON p.person_id = w.person_id
CROSS JOIN LATERAL (
  SELECT v.key, v.rank, v.limits FROM kyc_levels v
  WHERE v.rank = CASE WHEN p.state IN ('active', 'review_due') AND (p.lapses_at IS NULL OR p.lapses_at > $3::timestamp) THEN p.level_rank ELSE 0 END AND v.valid_from <= $2::timestamptz
  ORDER BY v.valid_from DESC LIMIT 1) l
LEFT JOIN LATERAL (
  SELECT c.key, c.requirements FROM (
    SELECT DISTINCT ON (v.rank) v.rank, v.key, v.requirements, v.is_offered FROM kyc_levels v WHERE v.rank > l.rank AND v.valid_from <= $2::timestamptz ORDER BY v.rank, v.valid_from DESC) c
  WHERE c.is_offered ORDER BY c.rank LIMIT 1) n ON true`;

/** Where a person stands at a moment, whether they have applied for anything or not. */
export async function standingOf(db: Sql, personId: string, at: Date): Promise<Standing> {
  const [row] = await db.query<Row>(STANDING, [personId, at, at]);
  if (!row) throw new Error(`No KYC level of the rank 0 is in force at ${at.toISOString()}.`);
  return {
    state: row.state ?? 'active',
    ownLevel: row.own_level,
    level: row.level,
    limits: row.state === 'revoked' ? {} : row.limits,
    nextReviewAt: row.next_review_at,
    nextLevel: row.next_level !== null && row.next_requirements !== null ? { key: row.next_level, requirements: row.next_requirements } : null,
  };
}

/**
 * The limits of a person in a currency, as part of the caller's transaction. A currency that the level does not name is
 * not allowed at all: all limits are zero.
 *
 * @param personId public id of a user
 */
export async function limitsOf(tx: Sql, personId: string, currency: string, at: Date): Promise<LimitsOfPerson> {
  const { level, state, limits, nextLevel } = await standingOf(tx, personId, at);
  return { level, state, limits: toAmounts(limitsIn(limits, currency)), nextLevel };
}

const toAmounts = ({ perTransactionMinor, perDayMinor, balanceMinor }: LevelLimits): LimitsOfPerson['limits'] => ({
  perTransactionMinor: toAmount(perTransactionMinor),
  perDayMinor: toAmount(perDayMinor),
  balanceMinor: toAmount(balanceMinor),
});
const toAmount = (minor: string | null): bigint | null => (minor === null ? null : BigInt(minor));
