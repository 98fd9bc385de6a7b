import type { Core } from '@strapi/strapi';
import { actorText, clock, requestContext } from '#kernel';
import { REVIEWABLE, type ApplicationState } from '../../domain/application';
import { lookUp } from './look-up';

/** Counted so far and no further: more than a reviewer can look at is "1000+", and costs no more. */
export const MOST_COUNTED = 1_000;
export const QUEUE_VIEWS = ['inReview', 'secondReview', 'overdue', 'highRisk', 'openHits', 'mine', 'claimedByOthers', 'waitingForApplicant'] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

export interface Count {
  count: number;
  /** There are more than were counted. */
  isMore: boolean;
}

const inStates = (states: readonly ApplicationState[]) => `a.state IN (${states.map((state) => `'${state}'`).join(', ')})`;
const reviewable = inStates(REVIEWABLE);
const WHICH: Readonly<Record<QueueView, string>> = {
  inReview: `a.state = 'in_review'`,
  secondReview: `a.state = 'second_review'`,
  overdue: `${reviewable} AND a.due_at < $1`,
  highRisk: `${reviewable} AND a.risk = 'high'`,
  openHits: `${reviewable} AND a.has_open_hits`,
  mine: 'a.claimed_until > $1 AND a.claimed_by = $2',
  claimedByOthers: 'a.claimed_until > $1 AND a.claimed_by <> $2',
  waitingForApplicant: `a.state = 'needs_resubmission'`,
};
const COUNTS = `SELECT ${QUEUE_VIEWS.map((view) => `(SELECT count(*)::int FROM (SELECT FROM kyc_applications a WHERE ${WHICH[view]} LIMIT ${MOST_COUNTED + 1}) x) AS "${view}"`).join(', ')}`;

/** How many applications each view of the queue has, for whoever asks. */
export async function countQueue(strapi: Core.Strapi): Promise<Record<QueueView, Count>> {
  const rows = await lookUp(strapi, (tx) => tx.query<Record<QueueView, number>>(COUNTS, [clock.now(), actorText(requestContext.actor())]));
  const counted = (view: QueueView): Count => ({ count: Math.min(rows[0]?.[view] ?? 0, MOST_COUNTED), isMore: (rows[0]?.[view] ?? 0) > MOST_COUNTED });
  return Object.fromEntries(QUEUE_VIEWS.map((view) => [view, counted(view)])) as Record<QueueView, Count>;
}
