import { defineError } from '#kernel';

/**
 * Infrastructure: it is asked again, and another verifier may be asked instead. `mayHaveActed: false` says that the call
 * has certainly not reached them, so that even one who cannot be asked by our reference is asked again.
 */
export const VerifierUnavailable = defineError<{ verifier: string; mayHaveActed?: boolean }>(
  'KYC_VERIFIER_UNAVAILABLE',
  502,
  ({ verifier }) => `The verifier "${verifier}" did not answer. Nothing is lost: it is asked again.`,
  'A verifier cannot be reached, fails, or gives an answer that cannot be read.',
);
/** The person's or the contract's: the same question gets the same refusal, so nobody else is asked, who would bill it again. */
export const VerifierRefused = defineError<{ verifier: string; reason: string }>(
  'KYC_VERIFIER_REFUSED',
  422,
  ({ verifier, reason }) => `The verifier "${verifier}" does not take this: ${reason}. A person of the staff looks at it.`,
  'A verifier said clearly that it does not answer this question.',
);
/** The operator's: like an outage, until somebody sees to it. */
export const VerifierMisconfigured = defineError<{ verifier: string }>(
  'KYC_VERIFIER_MISCONFIGURED',
  503,
  ({ verifier }) => `The verifier "${verifier}" does not accept our credentials. Tell the operator.`,
);
export const VerifierSignatureWrong = defineError('KYC_WEBHOOK_SIGNATURE_WRONG', 401, 'The signature does not fit this body. Nothing was stored.');
export const VerificationUnderWay = defineError('KYC_VERIFICATION_UNDER_WAY', 409, 'A verifier has not answered about this yet. Wait for it, and then ask again.');
