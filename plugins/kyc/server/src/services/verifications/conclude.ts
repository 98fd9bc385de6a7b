import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, transaction, type Tx } from '#kernel';
import { hasEnded, verificationMachine, type VerificationState } from '../../domain/verification';
import { lockApplication, type Application } from '../applications';
import { finishChecks } from '../checks';
import { callForReview, restrictProfile } from '../profiles';
import { aboutVerification, lockVerification, verificationFacts, type Verification } from './verifications';

/** Why a verification ended without the verdict of a verifier. */
export type Note = 'timed_out' | 'nobody_can' | 'refused' | 'answer_lost' | 'withdrawn' | 'forgotten';

/** Ends a verification about which no verifier has said anything; nothing where it has ended meanwhile. */
export const conclude = (strapi: Core.Strapi, { id, applicationId }: Verification, to: 'unanswered' | 'review', note: Note): Promise<void> =>
  transaction(strapi, async (tx) => {
    const application = await lockApplication(tx, applicationId);
    const verification = await lockVerification(tx, id);
    if (application && verification && !hasEnded(verification.state)) await moveVerification(strapi, tx, application, verification, to, note);
  });

/**
 * Moves a verification, and what hangs on it: an application that waited for nothing else goes to review, and a level that
 * stands on what was taken back is worth less. Whoever calls has locked the application and then the verification.
 */
export async function moveVerification(strapi: Core.Strapi, tx: Tx, application: Application, verification: Verification, to: VerificationState, note: Note | null): Promise<void> {
  const { id, state: from, kind } = verification;
  verificationMachine.assert(from, to);
  const now = clock.now();
  await tx.execute('UPDATE kyc_verifications SET state = $2, note = $3, ended_at = CASE WHEN $4 THEN coalesce(ended_at, $5::timestamptz) END, next_check_at = CASE WHEN $4 THEN NULL ELSE next_check_at END WHERE id = $1', [
    id, to, note, hasEnded(to), now,
  ]);
  if (!hasEnded(to)) return;
  const about = { applicationId: application.id, kind, from, to, note };
  if (hasEnded(from)) {
    await appendEvent(tx, 'kyc.verification_reversed', aboutVerification(id), { ...verificationFacts(verification), from, to });
    await audit(tx, { action: 'kyc_verification.reversed', subject: aboutVerification(id), data: about });
    if (application.state === 'approved') await restrict(strapi, tx, application.personId, to);
    return;
  }
  await appendEvent(tx, 'kyc.verification_ended', aboutVerification(id), { ...verificationFacts(verification), state: to });
  await audit(tx, { action: 'kyc_verification.ended', subject: aboutVerification(id), data: about });
  await finishChecks(strapi, tx, application);
}

/** A doubt has the level proved again in time; a plain no takes away what it is worth. What is stricter already stays. */
async function restrict(strapi: Core.Strapi, tx: Tx, personId: string, to: VerificationState): Promise<void> {
  if (to === 'review') return callForReview(strapi, tx, personId);
  const [profile] = await tx.query<{ state: string }>('SELECT state FROM kyc_profiles WHERE person_id = $1 FOR UPDATE', [personId]);
  // Joins this transaction.
  if (profile?.state === 'active' || profile?.state === 'review_due') await restrictProfile(strapi, personId, 'suspended', 'late_reversal');
}
