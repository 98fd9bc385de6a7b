import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, newId, sql, transaction, type Tx } from '#kernel';
import { kycConfig } from '../config';
import type { ProfileState } from '../domain/profile';
import { ApplicationOpen, LevelNotAbove, LevelUnknown } from '../errors';
import { aboutApplication, applicationFacts, findApplication, findOpenApplication, type Application } from './applications';
import { writeAsKyc } from './as-writer';
import { findLevel, levelsAt } from './levels';
import { assertUnrestricted } from './privacy/restriction';

export const DAY_MS = 86_400_000;

/**
 * Begins an application for a level above one's own, or for one's own again once that must be renewed.
 *
 * @throws LevelUnknown, LevelNotAbove, ApplicationOpen, PersonRestricted, Forgotten
 */
export async function apply(strapi: Core.Strapi, personId: string, levelKey: string): Promise<Application> {
  const id = newId('kyc');
  await transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    const now = clock.now();
    const level = await findLevel(tx, levelKey, now);
    if (!level?.isOffered || level.rank === 0) {
      const offered = (await levelsAt(tx, now)).filter(({ isOffered, rank }) => isOffered && rank > 0);
      throw new LevelUnknown({ level: levelKey, offered: offered.map(({ key }) => key) });
    }
    await lockOwnProfile(tx, personId, now);
    await assertUnrestricted(tx, personId);
    const [held] = await tx.query<{ level: string; level_rank: number; state: ProfileState }>('SELECT level, level_rank, state FROM kyc_profiles WHERE person_id = $1', [personId]);
    if (held && level.rank < lowestToApplyFor(held)) throw new LevelNotAbove({ level: levelKey, current: held.level });
    const expiresAt = new Date(now.getTime() + kycConfig(strapi).applications.draftDays * DAY_MS);
    const made = await tx.execute(
      `INSERT INTO kyc_applications (document_id, person_id, level, level_version, state, attempt, revision, needs_second_review, expires_at, created_at, updated_at, published_at)
       VALUES ($1, $2, $3, $4, 'draft', 1, 1, $5, $6, $7, $7, $7) ON CONFLICT DO NOTHING`,
      [id, personId, level.key, level.version, level.needsSecondReview, expiresAt, now],
    );
    if (made === 0) throw new ApplicationOpen({ applicationId: (await findOpenApplication(tx, personId))?.id ?? '' });
    await appendEvent(tx, 'kyc.application_created', aboutApplication(id), applicationFacts({ id, personId, level: level.key, attempt: 1 }));
    await audit(tx, { action: 'kyc_application.created', subject: aboutApplication(id), data: { personId, level: level.key, version: level.version } });
  });
  const created = await findApplication(sql(strapi), id);
  if (!created) throw new Error(`The application ${id} has vanished.`);
  return created;
}

/** One that must be renewed may be applied for again; after it was taken away, any. */
const lowestToApplyFor = ({ state, level_rank: rank }: { level_rank: number; state: ProfileState }): number => (state === 'active' ? rank + 1 : state === 'review_due' ? rank : 0);

/** Locks the profile of a person, after making one where there is none: what two requests do to one person, they do in turn. */
export async function lockOwnProfile(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx.execute(
    `INSERT INTO kyc_profiles (document_id, person_id, level, level_rank, state, risk, created_at, updated_at, published_at)
     SELECT $1, $2, l.key, 0, 'active', 'standard', $3, $3, $3 FROM kyc_levels l WHERE l.rank = 0 ORDER BY l.valid_from LIMIT 1 ON CONFLICT DO NOTHING`,
    [newId('kyp'), personId, now],
  );
  await tx.query('SELECT FROM kyc_profiles WHERE person_id = $1 FOR UPDATE', [personId]);
}
