import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, sql, transaction } from '#kernel';
import { EDITABLE, isEditable } from '../domain/application';
import { lockApplication } from './applications';
import { writeAsKyc } from './as-writer';
import { end } from './withdraw';

const AT_ONCE = 100;

/** Ends applications whose applicants did not come back. @returns how many were found. */
export async function expireApplications(strapi: Core.Strapi): Promise<number> {
  const due = await sql(strapi).query<{ id: string }>(
    `SELECT document_id AS id FROM kyc_applications WHERE state IN (${EDITABLE.map((state) => `'${state}'`).join(', ')}) AND expires_at <= $1 ORDER BY expires_at LIMIT ${AT_ONCE}`,
    [clock.now()],
  );
  for (const { id } of due) {
    await transaction(strapi, async (tx) => {
      const application = await lockApplication(tx, id);
      if (!application || !isEditable(application.state) || application.expiresAt === null || application.expiresAt > clock.now()) return;
      await end(tx, application, 'expired');
    });
  }
  return due.length;
}

/**
 * Tells about levels that must be renewed, and about those that were not. Limits follow the dates themselves: nobody has
 * a level for longer because this ran late.
 *
 * @returns how many were found.
 */
export async function reviewProfiles(strapi: Core.Strapi): Promise<number> {
  const now = clock.now();
  return transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    const due = await tx.query<{ id: string; person_id: string; level: string; state: string; lapses_at: Date }>(
      `SELECT document_id AS id, person_id, level, state, lapses_at FROM kyc_profiles
       WHERE (state = 'active' AND next_review_at <= $1) OR (state = 'review_due' AND lapses_at <= $1) ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`,
      [now],
    );
    for (const { id, person_id: personId, level, state } of due) {
      const to = state === 'active' ? 'review_due' : 'suspended';
      await tx.execute('UPDATE kyc_profiles SET state = $2, updated_at = $3 WHERE document_id = $1', [id, to, now]);
      const about = { type: 'kyc_profile', id };
      await appendEvent(tx, to === 'review_due' ? 'kyc.review_due' : 'kyc.profile_suspended', about, { profileId: id, personId, level });
      await audit(tx, { action: `kyc_profile.${to}`, subject: about, data: { level, reason: 'not renewed in time' } });
    }
    return due.length;
  });
}
