import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, transaction, type Tx } from '#kernel';
import type { Risk } from '../domain/profile';
import { findOpenApplication, lockApplication } from './applications';
import { aboutProfile, lockProfile } from './profiles';

/** Why somebody is looked at more, or less, closely. A code, since what is written here can never be removed. */
export const RISK_REASONS = ['politically_exposed', 'country_of_high_risk', 'unusual_activity', 'source_of_funds_unclear', 'adverse_media', 'shared_identity', 'reassessed'] as const;
export type RiskReason = (typeof RISK_REASONS)[number];

/**
 * Says how closely a person is to be looked at. High risk takes two people for each approval from this moment on, also of what is under review; that a lower
 * risk would need one alone holds for what is handed in later. Doing it again changes nothing.
 *
 * @throws NotFound where the person never applied.
 */
export const setRisk = (strapi: Core.Strapi, personId: string, to: Risk, reason: RiskReason): Promise<void> =>
  transaction(strapi, async (tx) => {
    await lockOpen(tx, personId);
    const { id, risk: from } = await lockProfile(tx, personId);
    if (from === to) return;
    // Nobody begins another one while the profile is locked.
    const open = await lockOpen(tx, personId);
    const now = clock.now();
    await tx.execute('UPDATE kyc_profiles SET risk = $2, updated_at = $3 WHERE document_id = $1', [id, to, now]);
    if (open) await tx.execute(`UPDATE kyc_applications SET risk = $2, needs_second_review = needs_second_review OR $3, updated_at = $4 WHERE document_id = $1`, [open, to, to === 'high', now]);
    await appendEvent(tx, 'kyc.risk_changed', aboutProfile(id), { profileId: id, personId, from, to });
    await audit(tx, { action: 'kyc_profile.risk_changed', subject: aboutProfile(id), data: { from, to, reason, applicationId: open ?? null } });
  });

/** First what is open and then the profile, as an approval does. */
async function lockOpen(tx: Tx, personId: string): Promise<string | undefined> {
  const open = await findOpenApplication(tx, personId);
  return open && (await lockApplication(tx, open.id))?.id;
}
