/** What the admin routes of KYC answer. */

export interface One<T> {
  data: T;
}
export interface PageOf<T> {
  data: T[];
  meta: { nextCursor: string | null };
}

export type ApplicationState = 'draft' | 'submitted' | 'checking' | 'in_review' | 'second_review' | 'needs_resubmission' | 'approved' | 'rejected' | 'withdrawn' | 'expired';
export type Risk = 'low' | 'standard' | 'high';
export type Outcome = 'approve' | 'reject' | 'resubmit';

export interface Claim {
  by: { id: string; name: string };
  until: string;
}

export interface QueueRow {
  id: string;
  personId: string;
  level: string;
  state: ApplicationState;
  attempt: number;
  needsSecondReview: boolean;
  risk: Risk;
  submittedAt: string;
  dueAt: string;
  isOverdue: boolean;
  /** Whoever asks has decided about this attempt; the next decision is another's. */
  isDecidedByYou: boolean;
  claim: Claim | null;
  flags: Record<Flag, boolean>;
}
export const FLAGS = ['openHits', 'sharedNumber', 'sharedFile', 'sharedName'] as const;
export type Flag = (typeof FLAGS)[number];

export interface Decision {
  id: string;
  attempt: number;
  outcome: Outcome;
  /** `staff:stf_…` */
  actor: string;
  reasonCodes: string[];
  publicNote: string | null;
  internalNote: string | null;
  at: string;
}

export const DETAILS = ['firstName', 'lastName', 'dateOfBirth', 'country', 'address'] as const;
export type DetailName = (typeof DETAILS)[number];

export interface CaseFile {
  id: string;
  personId: string;
  state: ApplicationState;
  attempt: number;
  revision: number;
  needsSecondReview: boolean;
  level: { key: string; version: number; name: string; requirements: { details: string[]; identifiers: string[][]; documents: { type: string; sides: string[] }[][] } };
  profile: { level: string; state: 'active' | 'review_due' | 'suspended' | 'revoked' };
  /** Null once the person was forgotten. */
  details: Partial<Record<DetailName, string>> | null;
  identifiers: { type: string; masked: string; sharedWith: string[] }[];
  risk: Risk;
  claim: Claim | null;
  decisions: Decision[];
  submittedAt: string | null;
  dueAt: string | null;
  createdAt: string;
}

export interface Reason {
  code: string;
  outcomes: Outcome[];
  /** What the applicant would have to correct. */
  concerns: 'details' | 'documents' | 'policy';
  publicText: string;
  internalText: string;
}

export interface DocumentReason {
  code: string;
  text: string;
  /** What the applicant is told; of a suspicion, nothing. */
  publicText: string;
}

export type DocumentState = 'pending' | 'accepted' | 'refused' | 'superseded';

export interface CaseDocument {
  id: string;
  type: string;
  side: 'front' | 'back';
  country: string | null;
  state: DocumentState;
  reasons: { code: string; text: string; isShown: boolean }[];
  version: number;
  supersedes: string | null;
  mediaType: string;
  sizeBytes: number;
  pages: number | null;
  quality: { width: number; height: number; sharpness: number; hints: ('blurry' | 'small')[] } | null;
  createdAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  scan: 'clean' | 'off';
  sharedWith: { applicationId: string; documentId: string }[];
}

export type FieldState = 'verified' | 'read' | 'doubtful';
export type Agreement = 'same' | 'similar' | 'different' | 'missing';

export interface ZoneContents {
  format: 'TD1' | 'TD2' | 'TD3';
  documentCode: string;
  issuer: string;
  nationality: string;
  names: { primary: string; secondary: string; mayBeTruncated: boolean };
  documentNumber: string;
  birthDate: string | null;
  expiryDate: string | null;
  sex: 'female' | 'male' | 'unspecified' | null;
  optional: string;
  optional2: string;
}

export type Zone =
  | { outcome: 'none' }
  | { outcome: 'unread'; reason: 'no_zone' | 'not_an_image' | 'took_too_long' | 'reader_failed' }
  | { outcome: 'read'; contents: ZoneContents; states: Partial<Record<string, FieldState>>; agreement: { name: Agreement; birthDate: Agreement; documentNumber: Agreement } };

export type Disposition = 'open' | 'false_positive' | 'confirmed';

export interface Hit {
  id: string;
  personId: string;
  provider: string;
  reference: string;
  list: string;
  disposition: Disposition;
  score: number;
  foundAt: string;
  listed: { kind: 'person' | 'organization'; names: string[]; weakNames: string[]; datesOfBirth: string[]; countries: string[]; programs: string[] };
  explanation: {
    name: { left: string; right: string; isWeak: boolean; score: number; pairings: { left: string | null; right: string | null; similarity: number; weight: number }[] };
    dateOfBirth: { verdict: Verdict; effect: number };
    country: { verdict: Verdict; effect: number };
  } | null;
  decisions: { disposition: Disposition; reason: string | null; decidedBy: string; decidedAt: string }[];
}
export type Verdict = 'same' | 'near' | 'different' | 'unknown';

export interface Screening {
  applicationId: string;
  screenings: { id: string; trigger: 'application' | 'list_change'; isTruncated: boolean; screenedAt: string }[];
  hits: Hit[];
}

export const HAPPENING_KINDS = ['submission', 'change', 'check', 'claim', 'reading', 'judgement', 'decision', 'other'] as const;
export interface Happening {
  at: string;
  kind: (typeof HAPPENING_KINDS)[number];
  /** As in the audit chain. */
  action: string;
  about: { type: string; id: string };
  by: { type: 'user' | 'staff' | 'system'; id: string; name: string | null };
  data: Record<string, unknown>;
}

/** Somebody else who handed in the same. */
export interface Duplicate {
  personId: string;
  matches: { sign: 'number' | 'file' | 'name'; own: string | null; applicationId: string; documentId: string | null }[];
  profile: { level: string; state: CaseFile['profile']['state'] } | null;
  latest: { id: string; level: string; state: ApplicationState; submittedAt: string; decidedAt: string | null };
}

export interface Attempts {
  attempts: {
    attempt: number;
    submittedAt: string;
    /** Null once the person was forgotten. */
    details: Partial<Record<DetailName, string>> | null;
    identifiers: { type: string; masked: string }[];
    /** Details and types of numbers that are not what they were in the attempt before. */
    changed: string[];
    documents: { id: string; type: string; side: string; version: number; state: DocumentState; isNew: boolean }[];
  }[];
  former: { id: string; level: string; state: ApplicationState; attempt: number; submittedAt: string | null; decidedAt: string | null; reasonCodes: string[] }[];
}

export interface VerifierFile {
  id: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
}

export interface VerifierAsked {
  verifier: string;
  reference: string;
  state: 'starting' | 'open' | 'answered' | 'failed' | 'refused';
  calls: number;
  error: string | null;
  latencyMs: number | null;
  /** What it sent along, e.g. the portrait that a register holds. */
  files: VerifierFile[];
  answers: { verdict: 'pending' | 'passed' | 'failed' | 'review'; at: string; checks: { name: string; outcome: 'passed' | 'failed' | 'unclear' | 'not_done'; score: number | null }[]; reasons: { code: string; text: string }[] }[];
}

/** What verifiers said about one thing. */
export interface Verification {
  id: string;
  kind: string;
  attempt: number;
  round: number;
  mustPass: boolean;
  isCurrent: boolean;
  state: string;
  note: string | null;
  endedAt: string | null;
  asks: VerifierAsked[];
}
