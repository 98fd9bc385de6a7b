import type { Core } from '@strapi/strapi';
import { clock, kernel, transaction } from '#kernel';
import { kycConfig } from '../../config';
import { VerifierMisconfigured, VerifierRefused, VerifierUnavailable } from '../../verification-errors';
import type { HostedSession, Submitted, VerificationRequest, VerificationSubject, Verifier } from '../../verifiers/port';
import { writeAsKyc } from '../as-writer';
import type { Ask } from './asks';
import type { Verification } from './verifications';

/** What became of a call that hands a question over. */
export type CallOutcome = { is: 'taken'; raw: unknown } | { is: 'unavailable' } | { is: 'misconfigured' } | { is: 'refused' } | { is: 'overtaken' };

export const whereSession = (askId: string) => `kyc_verifier_asks:${askId}`;
export const timeLimit = (strapi: Core.Strapi): AbortSignal => AbortSignal.timeout(kycConfig(strapi).verifiers.timeoutSeconds * 1_000);

/**
 * Hands a question over. That it is tried is written down before, and what came of it after: if the process dies between
 * the two, the next one knows that the answer was lost.
 */
export async function call(strapi: Core.Strapi, verifier: Verifier, ask: Ask, { kind }: Verification, subject: VerificationSubject): Promise<CallOutcome> {
  if (!(await markCall(strapi, ask))) return { is: 'overtaken' };
  const callbackUrl = `${strapi.config.get<string>('server.absoluteUrl')}/api/webhooks/kyc/${verifier.code}`;
  const request: VerificationRequest = { reference: ask.reference, kind, subject, callbackUrl, signal: timeLimit(strapi) };
  try {
    const submitted: Submitted = ask.how === 'session' ? await openSession(strapi, verifier, ask, request) : await verifier.submit(request);
    // An answer that came with it counts as lost until it is stored: whatever happens before that, it is looked up.
    const handed = submitted.raw === null ? ({ state: 'open', isAnswerLost: false } as const) : ({ state: 'starting', isAnswerLost: true } as const);
    await note(strapi, ask, { ...handed, providerReference: submitted.providerReference, error: null });
    return { is: 'taken', raw: submitted.raw };
  } catch (error) {
    return failed(strapi, ask, error);
  }
}

async function openSession(strapi: Core.Strapi, verifier: Verifier, ask: Ask, request: VerificationRequest): Promise<Submitted> {
  const { providerReference, url, token, expiresAt }: HostedSession = await verifier.createSession(request);
  const sealed = await kernel(strapi).values.seal(request.subject.personId, JSON.stringify({ url, token }), whereSession(ask.id));
  await transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    await tx.execute('UPDATE kyc_verifier_asks SET session = $2, session_expires_at = $3 WHERE id = $1', [ask.id, sealed, expiresAt]);
  });
  return { providerReference, raw: null };
}

/** Errors say what happened in a code; a message of an adapter's might hold more than may be kept. */
async function failed(strapi: Core.Strapi, ask: Ask, error: unknown): Promise<CallOutcome> {
  if (error instanceof VerifierRefused) {
    await note(strapi, ask, { state: 'refused', isAnswerLost: false, error: `${error.code} ${String(error.details.reason).slice(0, 60)}` });
    return { is: 'refused' };
  }
  if (error instanceof VerifierMisconfigured) {
    strapi.log.error(error.message);
    await note(strapi, ask, { state: 'failed', isAnswerLost: false, error: error.code });
    return { is: 'misconfigured' };
  }
  const isKnown = error instanceof VerifierUnavailable;
  if (!isKnown) strapi.log.error(`The verifier "${ask.verifier}" failed in a way that it should not.`, { askId: ask.id, error });
  // A page that could not be opened anew leaves the question where it was.
  await note(strapi, ask, { state: ask.state, isAnswerLost: !(isKnown && error.details.mayHaveActed === false), error: isKnown ? error.code : 'KYC_VERIFIER_BROKEN' });
  return { is: 'unavailable' };
}

/** @returns false where somebody else has called since. */
const markCall = (strapi: Core.Strapi, { id, calls }: Ask): Promise<boolean> =>
  transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    const marked = await tx.execute(
      `UPDATE kyc_verifier_asks SET calls = calls + 1, is_answer_lost = true, called_at = $3 WHERE id = $1 AND calls = $2 AND state IN ('starting', 'open')`,
      [id, calls, clock.now()],
    );
    return marked === 1;
  });

interface AskChange {
  state: Ask['state'];
  isAnswerLost: boolean;
  error: string | null;
  providerReference?: string | null;
}

export const note = (strapi: Core.Strapi, { id }: Ask, { state, isAnswerLost, error, providerReference = null }: AskChange): Promise<void> =>
  transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    await tx.execute(
      `UPDATE kyc_verifier_asks SET state = $2, is_answer_lost = $3, error = $4, provider_reference = coalesce(provider_reference, $5) WHERE id = $1 AND state IN ('starting', 'open')`,
      [id, state, isAnswerLost, error, providerReference],
    );
  });
