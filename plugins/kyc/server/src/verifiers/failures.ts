import { HttpFailure, NoAnswer, Refused } from '#kernel';
import { VerifierMisconfigured, VerifierRefused, VerifierUnavailable } from '../verification-errors';

/** Answers that say "not now", or come from something that stands between us and them. */
const NOT_NOW = [408, 425, 429];

/**
 * Turns a failed call into the errors of the port.
 *
 * @param reasonOf the short code of a clear refusal, read from its body; `undefined` where the body is not theirs
 */
export function translateFailure(verifier: string, failure: unknown, reasonOf: (body: unknown) => string | undefined): Error {
  if (!(failure instanceof HttpFailure)) return failure instanceof Error ? failure : new Error(String(failure));
  if (failure instanceof NoAnswer) return new VerifierUnavailable({ verifier, mayHaveActed: failure.mayHaveActed });
  if (!(failure instanceof Refused)) return new VerifierUnavailable({ verifier });
  if (NOT_NOW.includes(failure.status)) return new VerifierUnavailable({ verifier, mayHaveActed: false });
  if (failure.status === 401 || failure.status === 403) return new VerifierMisconfigured({ verifier });
  const reason = reasonOf(failure.body);
  return reason === undefined ? new VerifierUnavailable({ verifier }) : new VerifierRefused({ verifier, reason });
}
