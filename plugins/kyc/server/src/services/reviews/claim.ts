import type { Core } from '@strapi/strapi';
import { actorText, audit, clock, NotFound, requestContext, transaction, type Tx } from '#kernel';
import { kycConfig } from '../../config';
import { ClaimedByAnother } from '../../review-errors';
import { aboutApplication, lockApplication } from '../applications';
import { holds, reviewerOf } from './reviewer';

const MINUTE_MS = 60_000;

/**
 * Takes an application for oneself, for some minutes; again, to keep it. Nobody else decides meanwhile. When the time is up, anybody may take it over, and
 * whoever held it before decides nothing any more.
 *
 * @returns until when it is held.
 * @throws NotFound, NotReviewable, OwnApplication, DecidedBefore, ClaimedByAnother
 */
export const claim = (strapi: Core.Strapi, id: string): Promise<Date> => transaction(strapi, (tx) => take(strapi, tx, id));

/** `claim`, as part of the caller's transaction. */
export async function take(strapi: Core.Strapi, tx: Tx, id: string): Promise<Date> {
  const application = await lockApplication(tx, id);
  if (!application) throw new NotFound();
  const { actor } = await reviewerOf(strapi, tx, application);
  const now = clock.now();
  const isMine = holds(application, actor, now);
  const { claimedBy, claimedUntil, attempt, state } = application;
  if (!isMine && claimedUntil !== null && claimedUntil > now) throw new ClaimedByAnother({ until: claimedUntil.toISOString() });
  const until = new Date(now.getTime() + kycConfig(strapi).reviews.claimMinutes * MINUTE_MS);
  await tx.execute('UPDATE kyc_applications SET claimed_by = $2, claimed_until = $3 WHERE document_id = $1', [id, actor, until]);
  // A sign of life is no act; to take over what somebody let lie is one.
  const tookOver = claimedBy !== null && claimedBy !== actor ? { from: claimedBy } : {};
  if (!isMine) await audit(tx, { action: 'kyc_application.claimed', subject: aboutApplication(id), data: { attempt, state, ...tookOver } });
  return until;
}

/** Gives an application back. What one does not hold is left alone. @throws NotFound */
export const release = (strapi: Core.Strapi, id: string): Promise<void> =>
  transaction(strapi, async (tx) => {
    const application = await lockApplication(tx, id);
    if (!application) throw new NotFound();
    if (!holds(application, actorText(requestContext.actor()), clock.now())) return;
    await tx.execute('UPDATE kyc_applications SET claimed_by = NULL, claimed_until = NULL WHERE document_id = $1', [id]);
    await audit(tx, { action: 'kyc_application.released', subject: aboutApplication(id), data: { attempt: application.attempt } });
  });
