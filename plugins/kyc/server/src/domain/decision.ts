import type { ApplicationState } from './application';

export const OUTCOMES = ['approve', 'reject', 'resubmit'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * Where a decision leads. An approval may have to be confirmed by another person; a refusal never: to keep somebody out by
 * mistake is put right by applying again, to let somebody in is not.
 */
export function stateAfter(outcome: Outcome, state: ApplicationState, needsSecondReview: boolean): ApplicationState {
  if (outcome === 'reject') return 'rejected';
  if (outcome === 'resubmit') return 'needs_resubmission';
  return needsSecondReview && state === 'in_review' ? 'second_review' : 'approved';
}
