import type { Core } from '@strapi/strapi';
import { clock, sql, transaction } from '#kernel';
import { isReviewable } from '../../domain/application';
import { hasEnded } from '../../domain/verification';
import { VerifierUnavailable } from '../../verification-errors';
import type { VerificationSubject } from '../../verifiers/port';
import { findApplication, type Application } from '../applications';
import { writeAsKyc } from '../as-writer';
import { asksOf, handleOf, insertAsk, type Ask } from './asks';
import { call, note, timeLimit } from './call';
import { conclude } from './conclude';
import { nextLook, retryAt } from './pauses';
import { isRemembered, subjectOf } from './subject';
import { takeAnswer } from './take-answer';
import { endTurn, takeTurn } from './turn';
import { findVerification, type Verification } from './verifications';
import { choicesFor, verifiers } from './verifiers';

/** One verifier is called so often before the next one is. */
export const MOST_CALLS = 4;

export interface AdvanceOptions {
  /** The applicant is here and goes to the page: open one. */
  isApplicantHere?: boolean;
  /** The question of which a webhook tells: it is looked at even if all has ended. */
  askId?: string;
}

/**
 * Does what is next in a verification: asks, looks, gives up. May be called by anybody at any time, also twice at once:
 * one of them works.
 *
 * @returns false where somebody else works on it now.
 * @throws VerifierUnavailable where `askId` was to be looked at and the verifier does not answer.
 */
export async function advance(strapi: Core.Strapi, id: string, options: AdvanceOptions = {}): Promise<boolean> {
  const turn = await takeTurn(strapi, id);
  if (!turn) return false;
  let next: Date | undefined;
  try {
    const verification = await findVerification(sql(strapi), id);
    if (verification) next = await work(strapi, verification, options);
  } finally {
    await endTurn(strapi, turn, next);
  }
  return true;
}

/** @returns when to look again, where it has not ended. */
async function work(strapi: Core.Strapi, verification: Verification, options: AdvanceOptions): Promise<Date | undefined> {
  const application = await findApplication(sql(strapi), verification.applicationId);
  if (!application) throw new Error(`The application of ${verification.id} has vanished.`);
  // Nothing may be kept of somebody who was forgotten, and nobody is asked about them.
  if (!(await isRemembered(strapi, verification.personId))) return void (await conclude(strapi, verification, 'unanswered', 'forgotten'));
  const asks = await asksOf(sql(strapi), verification.id);
  const told = asks.find((ask) => ask.id === options.askId);
  if (told && (hasEnded(verification.state) || told.state !== 'starting')) return look(strapi, verification, told);
  if (hasEnded(verification.state)) return undefined;
  if (!isWaitedFor(application, verification)) return void (await conclude(strapi, verification, 'unanswered', 'withdrawn'));
  if (verification.deadlineAt <= clock.now()) return giveUp(strapi, verification, asks.at(-1));
  const ask = asks.at(-1);
  if (!ask || ask.state === 'failed') return askNext(strapi, verification, await subjectOf(strapi, application), asks);
  // The process died before that was said.
  if (ask.state === 'refused') return void (await conclude(strapi, verification, 'review', 'refused'));
  const isToBegin = ask.state === 'starting' || (options.isApplicantHere === true && ask.how === 'session');
  return isToBegin ? begin(strapi, verification, ask, await subjectOf(strapi, application), options) : look(strapi, verification, ask);
}

const isWaitedFor = ({ attempt, state }: Application, verification: Verification): boolean =>
  attempt === verification.attempt && (state === 'submitted' || state === 'checking' || isReviewable(state));

/** The last word is the verifier's, if it has one. */
async function giveUp(strapi: Core.Strapi, verification: Verification, ask: Ask | undefined): Promise<undefined> {
  if (ask?.state === 'open') await look(strapi, verification, ask).catch(unlessUnavailable);
  const now = await findVerification(sql(strapi), verification.id);
  if (now) await conclude(strapi, now, 'unanswered', 'timed_out');
}

/** The first choice that has not been asked; where all could not be, nobody can. */
async function askNext(strapi: Core.Strapi, verification: Verification, subject: VerificationSubject, asks: readonly Ask[]): Promise<Date | undefined> {
  const choice = choicesFor(strapi, verification.kind, subject).find(({ verifier }) => !asks.some((ask) => ask.verifier === verifier.code));
  if (!choice) return void (await conclude(strapi, verification, 'unanswered', 'nobody_can'));
  await transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    await insertAsk(tx, verification, asks.length + 1, choice);
  });
  const [ask] = (await asksOf(sql(strapi), verification.id)).slice(-1);
  return ask && begin(strapi, verification, ask, subject, {});
}

/** Hands a question over, if that was not done: what may have arrived is looked up first, so that nobody bills it twice. */
async function begin(strapi: Core.Strapi, verification: Verification, ask: Ask, subject: VerificationSubject, { isApplicantHere = false }: AdvanceOptions): Promise<Date | undefined> {
  const verifier = verifiers(strapi).find(ask.verifier);
  if (!verifier) return failOver(strapi, ask);
  if (ask.how === 'session' && !isApplicantHere) return verification.deadlineAt;
  if (ask.isAnswerLost && ask.how !== 'session') {
    if (!verifier.findsByReference) return void (await conclude(strapi, verification, 'review', 'answer_lost'));
    const found = await lookUp(strapi, verification, ask);
    if (found === 'unavailable') return ask.calls + 1 >= MOST_CALLS ? failOver(strapi, ask) : countTry(strapi, ask);
    if (found === 'found') return nextLook(strapi, verification);
  }
  if (ask.calls >= MOST_CALLS && ask.how !== 'session') return failOver(strapi, ask);
  const outcome = await call(strapi, verifier, ask, verification, subject);
  switch (outcome.is) {
    case 'taken':
      if (outcome.raw !== null) await takeAnswer(strapi, verifier, ask, verification, outcome.raw, timeLimit(strapi));
      return nextLook(strapi, verification);
    case 'refused':
      return void (await conclude(strapi, verification, 'review', 'refused'));
    case 'misconfigured':
      return clock.now();
    case 'unavailable':
      return ask.calls + 1 >= MOST_CALLS && ask.how !== 'session' ? failOver(strapi, ask) : retryAt(ask.calls + 1);
    case 'overtaken':
      return clock.now();
  }
}

/** Looking up counts as a try, too: else a verifier that is down would be waited for until the end. */
async function countTry(strapi: Core.Strapi, { id, calls }: Ask): Promise<Date> {
  await transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    await tx.execute('UPDATE kyc_verifier_asks SET calls = calls + 1 WHERE id = $1 AND calls = $2', [id, calls]);
  });
  return retryAt(calls + 1);
}

/** It could not be asked: the next one is, at once. */
async function failOver(strapi: Core.Strapi, ask: Ask): Promise<Date> {
  await note(strapi, ask, { state: 'failed', isAnswerLost: ask.isAnswerLost, error: ask.error ?? VerifierUnavailable.code });
  return clock.now();
}

async function lookUp(strapi: Core.Strapi, verification: Verification, ask: Ask): Promise<'found' | 'none' | 'unavailable'> {
  const verifier = verifiers(strapi).get(ask.verifier);
  try {
    const raw = await verifier.fetch(handleOf(ask, verification), timeLimit(strapi));
    if (raw === null) return 'none';
    await takeAnswer(strapi, verifier, ask, verification, raw, timeLimit(strapi));
    return 'found';
  } catch (error) {
    unlessUnavailable(error);
    return 'unavailable';
  }
}

/** Asks what became of a question. @throws VerifierUnavailable */
async function look(strapi: Core.Strapi, verification: Verification, ask: Ask): Promise<Date | undefined> {
  const verifier = verifiers(strapi).find(ask.verifier);
  // What it said in the same call is all that it says.
  if (!verifier || ask.how === 'lookup') return nextLook(strapi, verification);
  const raw = await verifier.fetch(handleOf(ask, verification), timeLimit(strapi));
  // It had the question: that it has none now is not believed, and moves nothing.
  if (raw !== null) await takeAnswer(strapi, verifier, ask, verification, raw, timeLimit(strapi));
  return nextLook(strapi, verification);
}

function unlessUnavailable(error: unknown): void {
  if (!(error instanceof VerifierUnavailable)) throw error;
}
