import type { VerificationKind } from '../../domain/verification';

/**
 * In what a service is unlike most. Each one takes a check away and puts another in its place, which an adapter of that kind
 * has to pass instead; so declare none that does not hold.
 */
export interface ServiceDifferences {
  /**
   * The adapter makes the addresses of pages itself: `createSession` calls nobody, and the service knows a question from the
   * first visit on. `visit` does what the applicant's browser does.
   *
   * Instead of losing the answer of `createSession`: the page is there while the service is down, is the same under the same
   * reference, and holds nothing about the person; before the first visit `fetch` says that there is no such question, and
   * two visits are one question. Faults and wrong credentials show in `fetch`.
   */
  pagesAreMadeHere?: { visit(page: string): Promise<unknown> };
  /**
   * Of these kinds a failure is told in a webhook alone: asked, the service says "not yet" for ever.
   *
   * Instead of reading a failure from `fetch`: that reads `pending`; the webhook is marked `isAgainst`, and its body reads
   * `failed` about the question that it names, and about no other. Only where signatures cover the body.
   */
  failuresComeByWebhook?: readonly VerificationKind[];
  /**
   * A `lookup` of these kinds leaves no trace at the service, and is free.
   *
   * Instead of finding a lost answer: `fetch` says that there is no such question, and asking again under the same reference
   * gives the verdict and bills nothing.
   */
  keepsNothingOf?: readonly VerificationKind[];
}
