import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, NotFound, transaction, type Tx } from '#kernel';
import { kycConfig } from '../config';
import { profileMachine, type ProfileState, type Risk } from '../domain/profile';
import type { Application } from './applications';
import { DAY_MS } from './apply';
import { writeAsKyc } from './as-writer';
import { levelVersion } from './levels';
import { standingOf } from './limits';

export interface ProfileRow {
  id: string;
  person_id: string;
  level: string;
  state: ProfileState;
  risk: Risk;
}

export async function lockProfile(tx: Tx, personId: string): Promise<ProfileRow> {
  await writeAsKyc(tx);
  const [row] = await tx.query<ProfileRow>('SELECT document_id AS id, person_id, level, state, risk FROM kyc_profiles WHERE person_id = $1 FOR UPDATE', [personId]);
  if (!row) throw new NotFound();
  return row;
}

export const aboutProfile = (id: string) => ({ type: 'kyc_profile', id });

/** Gives a person the level that an application of theirs was approved for, in the transaction of the approval. */
export async function grantLevel(strapi: Core.Strapi, tx: Tx, application: Application): Promise<void> {
  const profile = await lockProfile(tx, application.personId);
  const now = clock.now();
  const { level: from } = await standingOf(tx, application.personId, now);
  const level = await levelVersion(tx, application.level, application.levelVersion);
  const nextReviewAt = level.validityDays === null ? null : new Date(now.getTime() + level.validityDays * DAY_MS);
  const lapsesAt = nextReviewAt && new Date(nextReviewAt.getTime() + kycConfig(strapi).graceDays * DAY_MS);
  if (profile.state !== 'active') profileMachine.assert(profile.state, 'active');
  await tx.execute(
    `UPDATE kyc_profiles SET level = $2, level_rank = $3, state = 'active', application_id = $4, next_review_at = $5, lapses_at = $6, updated_at = $7 WHERE document_id = $1`,
    [profile.id, level.key, level.rank, application.id, nextReviewAt, lapsesAt, now],
  );
  await audit(tx, { action: 'kyc_profile.level_granted', subject: aboutProfile(profile.id), data: { applicationId: application.id, from, to: level.key, version: level.version, was: profile.state } });
  if (from !== level.key) await appendEvent(tx, 'kyc.level_raised', aboutProfile(profile.id), { profileId: profile.id, personId: profile.person_id, from, to: level.key });
}

/** Ends what a level of a person is worth because of something that is not about them. A stricter state stays. */
export async function suspendFor(tx: Tx, personId: string, reason: 'erasure_requested', now: Date): Promise<void> {
  const { id, level, state } = await lockProfile(tx, personId);
  // The moment from which on nothing happened.
  await tx.execute('UPDATE kyc_profiles SET updated_at = $2 WHERE document_id = $1', [id, now]);
  if (state !== 'active' && state !== 'review_due') return;
  await tx.execute(`UPDATE kyc_profiles SET state = 'suspended', updated_at = $2 WHERE document_id = $1`, [id, now]);
  await appendEvent(tx, 'kyc.profile_suspended', aboutProfile(id), { profileId: id, personId, level });
  await audit(tx, { action: 'kyc_profile.suspended', subject: aboutProfile(id), data: { level, from: state, reason } });
}

/** Why a level is worth less from now on. A code, since what is written here can never be removed. */
export const RESTRICTION_REASONS = ['late_reversal', 'list_match', 'fraud_suspected', 'documents_doubtful', 'required_by_law'] as const;
export type RestrictionReason = (typeof RESTRICTION_REASONS)[number];

/**
 * Takes away what a level is worth, at once. Only an approved application gives it back. Doing it again changes nothing.
 *
 * @throws NotFound where the person never applied, IllegalTransition where it would be less strict than before.
 */
export const restrictProfile = (strapi: Core.Strapi, personId: string, to: Extract<ProfileState, 'suspended' | 'revoked'>, reason: RestrictionReason): Promise<void> =>
  transaction(strapi, async (tx) => {
    const { id, level, state } = await lockProfile(tx, personId);
    if (state === to) return;
    profileMachine.assert(state, to);
    await tx.execute('UPDATE kyc_profiles SET state = $2, updated_at = $3 WHERE document_id = $1', [id, to, clock.now()]);
    await appendEvent(tx, to === 'suspended' ? 'kyc.profile_suspended' : 'kyc.profile_revoked', aboutProfile(id), { profileId: id, personId, level });
    await audit(tx, { action: `kyc_profile.${to}`, subject: aboutProfile(id), data: { level, from: state, reason } });
  });

/** Has a level proved again within the time of grace, because what it stands on is in doubt. Nothing where it is due already, or worth less. */
export async function callForReview(strapi: Core.Strapi, tx: Tx, personId: string): Promise<void> {
  const { id, level, state } = await lockProfile(tx, personId);
  if (state !== 'active') return;
  const now = clock.now();
  const lapsesAt = new Date(now.getTime() + kycConfig(strapi).graceDays * DAY_MS);
  // It never holds for longer than it would have.
  await tx.execute(`UPDATE kyc_profiles SET state = 'review_due', next_review_at = $2, lapses_at = least(coalesce(lapses_at, $3), $3), updated_at = $2 WHERE document_id = $1`, [id, now, lapsesAt]);
  await appendEvent(tx, 'kyc.review_due', aboutProfile(id), { profileId: id, personId, level });
  await audit(tx, { action: 'kyc_profile.review_due', subject: aboutProfile(id), data: { level, reason: 'late_reversal' } });
}
