import type { Core } from '@strapi/strapi';
import { audit, NotFound, sql, transaction } from '#kernel';
import { hasEnded } from '../../domain/verification';
import { VerificationUnderWay } from '../../verification-errors';
import { lockApplication } from '../applications';
import { reviewerOf } from '../reviews/reviewer';
import { asksOf } from './asks';
import { insertVerification } from './check';
import { aboutVerification, currentVerifications, findVerification } from './verifications';

/**
 * Has verifiers asked once more about what they were asked before: another verification, which counts from then on. It may
 * be billed. An approval waits for it.
 *
 * @returns its id.
 * @throws NotFound, NotReviewable, OwnApplication, DecidedBefore, VerificationUnderWay
 */
export async function askAgain(strapi: Core.Strapi, id: string): Promise<{ id: string; applicationId: string }> {
  const seen = await findVerification(sql(strapi), id);
  if (!seen) throw new NotFound();
  return transaction(strapi, async (tx) => {
    const application = await lockApplication(tx, seen.applicationId);
    if (!application) throw new NotFound();
    await reviewerOf(strapi, tx, application);
    const latest = (await currentVerifications(tx, application.id)).find(({ kind }) => kind === seen.kind);
    if (latest && !hasEnded(latest.state)) throw new VerificationUnderWay();
    // As long as the first time, where the applicant has to go to a page.
    const needsApplicant = (await asksOf(tx, seen.id)).at(-1)?.how === 'session';
    const made = await insertVerification(strapi, tx, application, { kind: seen.kind, mustPass: latest?.mustPass ?? seen.mustPass, needsApplicant, round: (latest?.round ?? 0) + 1 });
    if (made === undefined) throw new VerificationUnderWay();
    await audit(tx, { action: 'kyc_verification.asked_again', subject: aboutVerification(made), data: { applicationId: application.id, kind: seen.kind, after: id } });
    return { id: made, applicationId: application.id };
  });
}
