import type { Core } from '@strapi/strapi';
import { clock, kernel, newId, transaction } from '#kernel';
import { hasEnded, verificationMachine, type VerifierReport } from '../../domain/verification';
import type { Verifier } from '../../verifiers/port';
import { lockApplication } from '../applications';
import { handleOf, type Ask } from './asks';
import { moveVerification } from './conclude';
import { copyFiles, keepFiles } from './files';
import { lockVerification, type Verification } from './verifications';

const MOST_PARTS = 50;
const MOST_FILES = 10;
const LONGEST_STATUS = 100;

export const whereAnswer = (answerId: string) => `kyc_verifier_answers:${answerId}`;

/** What lies sealed of an answer. */
export interface SealedAnswer {
  /** As it came. */
  raw: unknown;
  report: VerifierReport;
}

/** An adapter that cannot read an answer has a mistake, or was lied to: a person reads it. */
function readReport(strapi: Core.Strapi, verifier: Verifier, raw: unknown, ask: Ask, verification: Verification): VerifierReport {
  try {
    const { state, status, checks, reasons, documents } = verifier.normalise(raw, handleOf(ask, verification));
    return { state, status: status.slice(0, LONGEST_STATUS), checks: checks.slice(0, MOST_PARTS), reasons: reasons.slice(0, MOST_PARTS), documents: documents.slice(0, MOST_FILES) };
  } catch (error) {
    strapi.log.error(`The verifier "${verifier.code}" could not read an answer; it goes to review.`, { askId: ask.id, error });
    return { state: 'review', status: 'unreadable', checks: [], reasons: [], documents: [] };
  }
}

/**
 * Takes in what a verifier said when it was asked: the answer, the copies of its files, the state, and what hangs on it, all
 * or none. What has ended only gets stricter. The same answer again changes nothing.
 */
export async function takeAnswer(strapi: Core.Strapi, verifier: Verifier, ask: Ask, seen: Verification, raw: unknown, signal: AbortSignal): Promise<void> {
  const report = readReport(strapi, verifier, raw, ask, seen);
  const files = await copyFiles(strapi, verifier, ask, seen, report.documents, signal);
  const answerId = newId('kvr');
  const content: SealedAnswer = { raw, report };
  const sealed = await kernel(strapi).values.seal(seen.personId, JSON.stringify(content), whereAnswer(answerId));
  const digest = await kernel(strapi).blindIndex('kyc verifier answers').digest(JSON.stringify(raw));
  await transaction(strapi, async (tx) => {
    const application = await lockApplication(tx, seen.applicationId);
    const verification = await lockVerification(tx, seen.id);
    if (!application || !verification) throw new Error(`The verification ${seen.id} has vanished.`);
    const now = clock.now();
    await tx.execute(
      `INSERT INTO kyc_verifier_answers (id, ask_id, verification_id, verdict, sealed, digest, at)
       SELECT $1, $2, $3, $4, $5, $6, $7 WHERE $6 IS DISTINCT FROM (SELECT a.digest FROM kyc_verifier_answers a WHERE a.ask_id = $2 ORDER BY a.id DESC LIMIT 1)`,
      [answerId, ask.id, seen.id, report.state, sealed, digest, now],
    );
    await keepFiles(strapi, tx, ask, verification, files, now);
    const isAnswered = report.state !== 'pending';
    await tx.execute(
      `UPDATE kyc_verifier_asks SET state = $2, is_answer_lost = false, error = NULL, answered_at = CASE WHEN $3 THEN coalesce(answered_at, $4::timestamptz) ELSE answered_at END
       WHERE id = $1 AND state NOT IN ('answered')`,
      [ask.id, isAnswered ? 'answered' : 'open', isAnswered, now],
    );
    const isNews = hasEnded(verification.state) ? isAnswered && verificationMachine.can(verification.state, report.state) : report.state !== verification.state;
    if (isNews) await moveVerification(strapi, tx, application, verification, report.state, null);
  });
}
