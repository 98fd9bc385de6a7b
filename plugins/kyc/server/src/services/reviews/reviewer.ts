import type { Core } from '@strapi/strapi';
import { actorText, personOf, requestContext, type Tx } from '#kernel';
import { isReviewable } from '../../domain/application';
import { DecidedBefore, NotReviewable, OwnApplication } from '../../review-errors';
import type { Application } from '../applications';

export interface Reviewer {
  /** The account, e.g. `staff:stf_…`. */
  actor: string;
  /** The human being, whichever of their accounts they use. */
  person: string;
}

/**
 * Whoever acts now, if they may review this application as it is.
 *
 * @throws NotReviewable, OwnApplication; DecidedBefore where they have decided about this attempt.
 */
export async function reviewerOf(strapi: Core.Strapi, tx: Tx, application: Application): Promise<Reviewer> {
  if (!isReviewable(application.state)) throw new NotReviewable({ state: application.state });
  const actor = requestContext.actor();
  const person = await personOf(strapi, actor, tx);
  if (person === (await personOf(strapi, { type: 'user', id: application.personId }, tx))) throw new OwnApplication();
  const decided = await tx.query('SELECT FROM kyc_decisions WHERE application_id = $1 AND attempt = $2 AND person = $3', [application.id, application.attempt, person]);
  if (decided.length > 0) throw new DecidedBefore();
  return { actor: actorText(actor), person };
}

export const holds = ({ claimedBy, claimedUntil }: Application, actor: string, now: Date): boolean => claimedBy === actor && claimedUntil !== null && claimedUntil > now;
