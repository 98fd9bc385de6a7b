import type { Details } from '../domain/details';
import type { VerificationKind, VerifierDocument, VerifierReport } from '../domain/verification';

/** One thing that a verifier can find out, and how it is asked. */
export interface VerifierCapability {
  kind: VerificationKind;
  /**
   * `lookup`: `submit` is answered with the verdict. `job`: `submit` hands the question over; the verdict comes later.
   * `session`: the applicant goes to a page of the verifier's, which `createSession` opens; the verdict comes later.
   */
  how: 'lookup' | 'job' | 'session';
  /** ISO 3166-1 alpha-2; `*` is anywhere. Compared with the country of the person. */
  countries: readonly string[] | '*';
  /** The types of numbers of which it needs one, e.g. `['nin', 'bvn']`; it is asked about the first that the person gave. Absent where it needs none. */
  identifiers?: readonly string[];
  /** The types of documents of which it needs one, e.g. `['passport', 'national_id']`. Absent where it needs none. */
  documents?: readonly string[];
  /** Whether it can be asked about this person, where that takes more to say than the lists above. Where not, the next verifier is asked, and nothing was refused. */
  canAsk?(subject: VerificationSubject): boolean;
}

/** A file that the person handed in. */
export interface SubjectDocument {
  /** Ours, e.g. `kyd_…`. */
  id: string;
  /** E.g. `passport` or `selfie`; see `domain/documents/document-types.ts`. */
  type: string;
  side: 'front' | 'back';
  /** ISO 3166-1 alpha-2 of who issued it; `null` where the type has none. */
  country: string | null;
  /** `image/jpeg` or `application/pdf`. */
  mediaType: string;
  /** Its bytes, at most 10 MB; read them as late as possible and one after the other. */
  read(): Promise<Buffer>;
}

/** Whom a verifier is asked about. Personal data: send what the check needs, and never log any of it. */
export interface VerificationSubject {
  /** Stable and opaque, e.g. `usr_…`; for verifiers that file their jobs under a user of ours. */
  personId: string;
  details: Details;
  /** All numbers of the person, in their compact form; a `nuban` is `<bank code>-<account number>`. */
  identifiers: readonly { type: string; value: string }[];
  /** The documents that count, refused ones left out. */
  documents: readonly SubjectDocument[];
}

export interface VerificationRequest {
  /**
   * Ours, and new for each question: 26 to 36 characters of `[a-z0-9-]`. It is stored before the verifier is called, so
   * whatever happens to the call, the question can be found again. Send it as the verifier's idempotency key where it
   * knows one, and as the id of the job.
   */
  reference: string;
  kind: VerificationKind;
  subject: VerificationSubject;
  /** Where the verifier's webhooks go, for those that want to be told in each call; `undefined` where we have no public address. */
  callbackUrl: string | undefined;
  /** Aborts when the time is up or the server stops. */
  signal: AbortSignal;
}

/** Under which names a question is known. */
export interface VerificationHandle {
  /** Ours. */
  reference: string;
  /** The verifier's, once it has told us; `null` where the answer that held it was lost. */
  providerReference: string | null;
  kind: VerificationKind;
}

export interface HostedSession {
  providerReference: string | null;
  /** `https:` (or `http:` in development): where the applicant goes on. A secret of theirs: stored sealed, never logged. */
  url: string | null;
  /** For an SDK in the applicant's app, where the verifier has one instead of a page. One of the two is there. */
  token: string | null;
  /** Afterwards it is no good any more; `null` where the verifier does not say. */
  expiresAt: Date | null;
}

/** What `submit` got. */
export interface Submitted {
  providerReference: string | null;
  /** The answer as it came, where it holds a verdict (`lookup`) or the first word of one; `null` where there is none yet. It must be JSON. */
  raw: unknown;
}

/** What an authentic webhook is about. It moves nothing: it says about what to ask the verifier. */
export interface VerifierNotice {
  /** Our reference, where it is in there. */
  reference: string | null;
  /** The verifier's, where it is in there. One of the two is needed to find what it is about. */
  providerReference: string | null;
  /** The verifier's id of the event, by which a repeat is known; `null` where it gives none: then it is known by its bytes. */
  eventId: string | null;
  /** The verifier's name for it, at most 100 characters, e.g. `customeridentification.success`. */
  eventType: string;
  /** When it happened, by the verifier's clock. */
  occurredAt: Date | null;
  /** Which of our secrets fitted: 0 is the current one, others are being rotated out. */
  secretIndex: number;
  /**
   * Set where a verifier tells of a failure in its webhook alone, and shows nothing of it when asked. Its body, as JSON, then
   * goes to `normalise` as `{ webhook: … }`, once the verifier, asked, has said "not yet"; it counts where that reads `failed`:
   * what makes things stricter is believed.
   */
  isAgainst?: true;
}

/**
 * Somebody who can find out whether people are who they say. One folder under `verifiers/`, or one file outside, and one
 * line of configuration. Every adapter of a service passes the conformance suite in `verifiers/conformance.ts`.
 *
 * Calls throw `VerifierUnavailable` where no clear answer came (lost connection, time-out, 5xx, 429, an answer that is not
 * theirs or cannot be read; with `mayHaveActed: false` where the call has certainly not arrived), `VerifierMisconfigured` where our credentials are refused, and `VerifierRefused` where they
 * said clearly that they do not answer this; its `reason` is a short code without personal data. Nothing else is thrown.
 * They decide nothing about the person, retry nothing that is billed, and log nothing.
 */
export interface Verifier {
  /** Stable identifier stored with each question, e.g. `smile-id`; 2 to 32 characters of `a-z`, `0-9` and `-`. Never rename it once released. */
  readonly code: string;
  /** What it can find out; one entry a kind. */
  readonly capabilities: readonly VerifierCapability[];
  /**
   * Whether a question can be found by our reference alone, so that a lost answer of `submit` or `createSession` can be
   * looked up. Where it cannot, such a question is not asked again, which might bill it twice: it goes to review.
   */
  readonly findsByReference: boolean;
  /** Whether `erase` does anything; where not, the operator has to see to it by contract. */
  readonly canErase: boolean;
  /** `test` never concerns real people: production does not start with `scripted`, which decides by what it is told. */
  readonly mode: 'test' | 'live' | 'scripted';

  /**
   * Opens a page (or an SDK session) for the applicant. Called for kinds that are a `session`, and under the same reference
   * again where the answer was lost or the page has expired: then it gives the same page, or another one of the same question.
   */
  createSession(request: VerificationRequest): Promise<HostedSession>;

  /** Hands a question over. Called for kinds that are a `lookup` or a `job`; not repeated blindly. */
  submit(request: VerificationRequest): Promise<Submitted>;

  /**
   * Asks what became of a question; safe to repeat and never billed. Never called for a `lookup` that was answered.
   *
   * @returns the answer as it came, JSON, to be read by `normalise`; `null` where the verifier says clearly that it has
   * no such question: it is then asked anew under the same reference.
   */
  fetch(handle: VerificationHandle, signal: AbortSignal): Promise<unknown>;

  /**
   * Checks that a webhook is authentic, over the bytes as they came, in constant time and with a check of lengths first;
   * within the verifier's window of time around `now`, where it signs a time. Without any secret, nothing is.
   *
   * @returns `null` where it is not. What is authentic and cannot be understood is a notice without references, never an
   * exception.
   */
  verifyWebhook(rawBody: Buffer, headers: Readonly<Record<string, string | undefined>>, now: Date): VerifierNotice | null;

  /**
   * Reads what `submit` or `fetch` got. Pure, and survives anything. `passed` only where the verifier says so in a word
   * that is known to mean it, about the question that was asked; a word that nobody has heard before is `review`, and only
   * what is known to mean "not yet" is `pending`.
   */
  normalise(raw: unknown, handle: VerificationHandle): VerifierReport;

  /**
   * Copies a file of the verifier's. Only from hosts that are known to be its own: links come from outside, and may point
   * into our network. At most 10 MB.
   *
   * @returns `null` where it is gone.
   */
  download(document: VerifierDocument, signal: AbortSignal): Promise<Buffer | null>;

  /** Has the verifier forget a question and all that belongs to it. Doing it again, or for what it does not have, is no failure. */
  erase(handle: VerificationHandle, signal: AbortSignal): Promise<void>;
}

/** Checked at boot: a verifier that lacks one of these stops it. */
export const verifierMethods = ['createSession', 'submit', 'fetch', 'verifyWebhook', 'normalise', 'download', 'erase'] as const;
