import { defineMachine } from '#kernel';

/** What somebody else can find out about a person. Stored with each verification; never rename one. */
export const VERIFICATION_KINDS = ['identity_number', 'document', 'selfie', 'account_name'] as const;
export type VerificationKind = (typeof VERIFICATION_KINDS)[number];

/**
 * What a verifier says, in our words. `pending` is no answer yet. `review` is an answer that a person of the staff has to
 * read: it said that it is not sure, or something that we do not understand.
 */
export type Verdict = 'pending' | 'passed' | 'failed' | 'review';

/** One thing that a verifier compared, e.g. a name with the one in a register. */
export interface VerifierCheck {
  /** In `snake_case`, the same for the same thing: `first_name`, `last_name`, `date_of_birth`, `number`, `liveness`, `face_match`, `document_authentic`, … */
  name: string;
  outcome: 'passed' | 'failed' | 'unclear' | 'not_done';
  /** 0 to 1; absent where the verifier gives none. */
  score?: number;
}

/** Why a verifier said what it said. */
export interface VerifierReason {
  /** The verifier's own code or our word for it, in `snake_case`; no personal data. */
  code: string;
  /** The verifier's words, for staff. May hold personal data: it is stored sealed. */
  text: string;
}

/** A file of the verifier's, e.g. the portrait that a register holds. Links die within the hour: it is copied at once. */
export interface VerifierDocument {
  /** What it shows, in `snake_case`: `portrait`, `document_front`, `document_back`, `liveness_frame`, … */
  name: string;
  link: string;
}

/** What a verifier's answer means. Holds personal data, so it is stored sealed. */
export interface VerifierReport {
  state: Verdict;
  /** The verifier's own word for it, for staff, at most 100 characters, e.g. `Exact Match`. */
  status: string;
  checks: readonly VerifierCheck[];
  reasons: readonly VerifierReason[];
  documents: readonly VerifierDocument[];
}

export type VerificationState = 'created' | 'pending' | 'passed' | 'failed' | 'review' | 'unanswered';

/**
 * `created` is written down and not yet asked, `pending` is asked. What has ended only gets stricter: a verifier that takes
 * back a pass is believed, one that takes back a failure is not. `unanswered` means that nobody could be asked in time; a
 * reviewer has to find out by other means, or ask again, which is another verification.
 */
export const verificationMachine = defineMachine<VerificationState>('KYC verification', 'created', {
  created: ['pending', 'passed', 'failed', 'review', 'unanswered'],
  pending: ['passed', 'failed', 'review', 'unanswered'],
  passed: ['review', 'failed'],
  unanswered: ['review', 'failed'],
  review: ['failed'],
  failed: [],
});

/** Somebody or something outside is still to answer. */
export const UNDER_WAY: readonly VerificationState[] = ['created', 'pending'];
export const hasEnded = (state: VerificationState): boolean => !UNDER_WAY.includes(state);
