import type { Core } from '@strapi/strapi';
import { clock, transaction, type Sql, type Tx } from '#kernel';
import { kycConfig } from '../config';
import type { Level } from '../domain/level';

interface LevelRow {
  key: string;
  version: number;
  rank: number;
  name: string;
  valid_from: Date;
  requirements: Level['requirements'];
  limits: Level['limits'];
  validity_days: number | null;
  needs_second_review: boolean;
  is_offered: boolean;
}

const COLUMNS = 'l.key, l.version, l.rank, l.name, l.valid_from, l.requirements, l.limits, l.validity_days, l.needs_second_review, l.is_offered';

const toLevel = (row: LevelRow): Level => ({
  key: row.key,
  version: row.version,
  rank: row.rank,
  name: row.name,
  validFrom: row.valid_from,
  requirements: row.requirements,
  limits: row.limits,
  validityDays: row.validity_days,
  needsSecondReview: row.needs_second_review,
  isOffered: row.is_offered,
});

/** The levels as they are at a moment, the lowest first. */
export const levelsAt = async (db: Sql, at: Date): Promise<Level[]> =>
  (await db.query<LevelRow>(`SELECT DISTINCT ON (l.rank) ${COLUMNS} FROM kyc_levels l WHERE l.valid_from <= $1 ORDER BY l.rank, l.valid_from DESC`, [at])).map(toLevel);

export const findLevel = async (db: Sql, key: string, at: Date): Promise<Level | undefined> => {
  const [row] = await db.query<LevelRow>(`SELECT ${COLUMNS} FROM kyc_levels l WHERE l.key = $1 AND l.valid_from <= $2 ORDER BY l.valid_from DESC LIMIT 1`, [key, at]);
  return row && toLevel(row);
};

/** A level as it was in one of its versions. */
export async function levelVersion(db: Sql, key: string, version: number): Promise<Level> {
  const [row] = await db.query<LevelRow>(`SELECT ${COLUMNS} FROM kyc_levels l WHERE l.key = $1 AND l.version = $2`, [key, version]);
  if (!row) throw new Error(`There is no version ${version} of the KYC level ${key}.`);
  return toLevel(row);
}

/**
 * Brings the configured levels into the database, where they are kept for ever: what was decided by them must be
 * understood in ten years, too.
 *
 * @throws Error with a sentence where a version that was in force has been changed, one would begin in the past, or nobody
 * would have any level.
 */
export function storeLevels(strapi: Core.Strapi): Promise<void> {
  return transaction(strapi, async (tx) => {
    await tx.query('LOCK TABLE kyc_levels IN SHARE ROW EXCLUSIVE MODE');
    for (const level of kycConfig(strapi).levels) {
      await store(tx, level).catch((cause: unknown) => {
        throw new Error(`The KYC level ${level.key}, version ${level.version}, cannot be taken: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
      });
    }
    const [lowest] = await levelsAt(tx, clock.now());
    if (lowest?.rank !== 0) throw new Error('No KYC level of the rank 0 is in force yet: let one begin in the past, since everybody has it.');
  });
}

async function store(tx: Tx, level: Level): Promise<void> {
  const values = [
    level.key, level.version, level.rank, level.name, level.validFrom, JSON.stringify(level.requirements), JSON.stringify(level.limits), level.validityDays,
    level.needsSecondReview, level.isOffered,
  ];
  const [known] = await tx.query<{ is_same: boolean }>(
    `SELECT (rank, name, valid_from, requirements, limits, validity_days, needs_second_review, is_offered)
         IS NOT DISTINCT FROM ($3::int, $4::text, $5::timestamptz, $6::jsonb, $7::jsonb, $8::int, $9::boolean, $10::boolean) AS is_same
     FROM kyc_levels WHERE key = $1 AND version = $2`,
    values,
  );
  if (known?.is_same === true) return;
  await tx.execute(
    known
      ? `UPDATE kyc_levels SET rank = $3, name = $4, valid_from = $5, requirements = $6, limits = $7, validity_days = $8, needs_second_review = $9, is_offered = $10
         WHERE key = $1 AND version = $2`
      : `INSERT INTO kyc_levels (key, version, rank, name, valid_from, requirements, limits, validity_days, needs_second_review, is_offered)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values,
  );
}
