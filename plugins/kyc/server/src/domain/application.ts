import { defineMachine } from '#kernel';

export type ApplicationState =
  | 'draft' | 'submitted' | 'checking' | 'in_review' | 'second_review' | 'needs_resubmission' | 'approved' | 'rejected' | 'withdrawn' | 'expired';

/**
 * A verdict is a person's: no way leads from the checks to one without a review. What is decided stays decided; who was
 * rejected applies again, and what happens to a level later is the profile's.
 */
export const applicationMachine = defineMachine<ApplicationState>('KYC application', 'draft', {
  draft: ['submitted', 'withdrawn', 'expired'],
  submitted: ['checking', 'withdrawn'],
  checking: ['in_review', 'withdrawn'],
  in_review: ['second_review', 'approved', 'rejected', 'needs_resubmission', 'withdrawn'],
  second_review: ['approved', 'rejected', 'needs_resubmission', 'withdrawn'],
  needs_resubmission: ['submitted', 'withdrawn', 'expired'],
  approved: [],
  rejected: [],
  withdrawn: [],
  expired: [],
});

/** The applicant may still change what they say. */
export const EDITABLE: readonly ApplicationState[] = ['draft', 'needs_resubmission'];
/** A person of the staff decides next. */
export const REVIEWABLE: readonly ApplicationState[] = ['in_review', 'second_review'];
/** Neither decided nor given up; a person has one such application at most. */
export const OPEN: readonly ApplicationState[] = applicationMachine.states.filter((state) => !applicationMachine.isFinal(state));

export const isEditable = (state: ApplicationState): boolean => EDITABLE.includes(state);
export const isReviewable = (state: ApplicationState): boolean => REVIEWABLE.includes(state);
/** Handed in and not decided yet: a second submission of it changes nothing. */
export const isUnderWay = (state: ApplicationState): boolean => OPEN.includes(state) && !isEditable(state);

/** What an applicant is told: that somebody looks a second time is nobody's business but the staff's. */
export const shownState = (state: ApplicationState): ApplicationState => (state === 'second_review' ? 'in_review' : state);
