import { defineError } from '#kernel';

export const ClaimedByAnother = defineError<{ until: string }>(
  'KYC_CLAIMED_BY_ANOTHER',
  409,
  ({ until }) => `Somebody else is reviewing this application, until ${until} at least.`,
);
export const NotClaimed = defineError('KYC_NOT_CLAIMED', 409, 'You do not hold this application, or not any more. Claim it first.');
export const NotReviewable = defineError<{ state: string }>(
  'KYC_NOT_REVIEWABLE',
  409,
  ({ state }) => `This application is "${state}": there is nothing to review.`,
);
export const DecidedBefore = defineError(
  'KYC_SECOND_REVIEWER_SAME',
  409,
  'You have decided about this application already: the second review is another person’s.',
);
export const OwnApplication = defineError('KYC_OWN_APPLICATION', 409, 'This is your own application: somebody else must review it.');
export const ReasonUnknown = defineError<{ codes: string[]; known: string[] }>(
  'KYC_REASON_UNKNOWN',
  422,
  ({ codes, known }) => `${codes.join(', ')} is no reason for this decision. Choose from: ${known.join(', ')}.`,
);
export const AttemptsUsedUp = defineError<{ attempts: number }>(
  'KYC_ATTEMPTS_USED_UP',
  409,
  ({ attempts }) => `This application was handed in ${attempts} times already: approve or reject it.`,
);
export const ChecksOpen = defineError<{ checks: string[] }>(
  'KYC_CHECKS_OPEN',
  409,
  ({ checks }) => `Not before these are settled: ${checks.join(', ')}.`,
  'An approval has to wait for the outcome of a check, such as a screening hit.',
);
export const NothingToCorrect = defineError<{ reasons: string[] }>(
  'KYC_NOTHING_TO_CORRECT',
  422,
  ({ reasons }) => `The applicant must know what to correct: refuse at least one document, or give a reason about the details: ${reasons.join(', ')}.`,
);
export const SearchTooBroad = defineError(
  'KYC_SEARCH_TOO_BROAD',
  422,
  'This asks for more than can be looked up in time. Leave a filter out, or take a shorter period.',
);
