import { defineMachine } from '#kernel';

export type ErasureState = 'restricted' | 'lifted' | 'forgotten' | 'erased';

/**
 * Nobody works with what is `restricted`, and it waits for its time. `forgotten` is for good: the key is destroyed, and what
 * it sealed is noise. `erased` is when the bytes are gone, too. Only what is merely restricted can be given free again.
 */
export const erasureMachine = defineMachine<ErasureState>('KYC erasure', 'restricted', {
  restricted: ['lifted', 'forgotten'],
  lifted: [],
  forgotten: ['erased'],
  erased: [],
});

/** Codes, since what is written into the chain can never be removed. */
export const ERASURE_REASONS = ['asked_by_person', 'relationship_ended', 'retention_over', 'asked_by_authority'] as const;
export type ErasureReason = (typeof ERASURE_REASONS)[number];
export const HOLD_REASONS = ['court_order', 'authority_request', 'suspicion_reported', 'dispute'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];
export const LEGAL_PURPOSES = ['legal_claim', 'answer_an_authority', 'answer_the_person', 'protect_somebody'] as const;
export type LegalPurpose = (typeof LEGAL_PURPOSES)[number];

/** What the law counts from: what was handed in, what came of it, and when the last of it was. */
export interface History {
  wasHandedIn: boolean;
  wasApproved: boolean;
  /** The last submission or decision. */
  lastActAt: Date | null;
}

/**
 * Until when it must be kept. Who never handed anything in was nobody's customer: at once. Who was approved had a
 * relationship, which ends with the request. For the others it is the last thing that happened.
 *
 * @see FATF Recommendation 11; NDPA 2023, s. 24; GDPR, Art. 17(3)(b)
 */
export function retainUntil({ wasHandedIn, wasApproved, lastActAt }: History, now: Date, years: number): Date {
  if (!wasHandedIn) return now;
  const until = new Date(wasApproved || lastActAt === null ? now : lastActAt);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return until;
}
