import type { Core } from '@strapi/strapi';
import { appendEvent, clock, newId, NotFound, sql, transaction, type EventType, type Tx } from '#kernel';
import { kycConfig } from '../../config';
import type { ApplicationState } from '../../domain/application';
import { stateAfter, type Outcome } from '../../domain/decision';
import { AttemptsUsedUp, ChecksOpen, NotClaimed, NothingToCorrect, ReasonUnknown } from '../../review-errors';
import { aboutApplication, applicationFacts, findApplication, lockApplication, type Application } from '../applications';
import { DAY_MS } from '../apply';
import { openChecks } from '../checks';
import { sealNote, type Note } from '../decisions';
import { auditWith, commitTo } from '../evidence/evidence';
import { grantLevel } from '../profiles';
import { listReasons } from '../reasons';
import { holds, reviewerOf, type Reviewer } from './reviewer';

export interface Verdict extends Note {
  outcome: Outcome;
  reasonCodes: string[];
}

type Decided = Extract<ApplicationState, 'second_review' | 'approved' | 'rejected' | 'needs_resubmission'>;
const EVENTS = {
  second_review: 'kyc.second_review_needed', approved: 'kyc.application_approved', rejected: 'kyc.application_rejected', needs_resubmission: 'kyc.resubmission_requested',
} as const satisfies Record<Decided, EventType>;

/**
 * Decides about an application that one holds: the decision, the state, the level, the event and the audit entry, all or
 * none. An approval may have to be confirmed by another person.
 *
 * @throws NotFound, NotReviewable, OwnApplication, DecidedBefore, NotClaimed, ReasonUnknown, AttemptsUsedUp, NothingToCorrect, ChecksOpen
 */
export async function decide(strapi: Core.Strapi, id: string, verdict: Verdict): Promise<void> {
  const seen = await findApplication(sql(strapi), id);
  if (!seen) throw new NotFound();
  const decisionId = newId('kdc');
  const note = await sealNote(strapi, seen, decisionId, verdict);
  const { publicNote, internalNote } = verdict;
  const evidence = note === null ? [] : [await commitTo(strapi, { personId: seen.personId, applicationId: id }, 'note', { publicNote, internalNote })];
  await transaction(strapi, async (tx) => {
    const application = await lockApplication(tx, id);
    if (!application) throw new NotFound();
    const reviewer = await reviewerOf(strapi, tx, application);
    const now = clock.now();
    if (!holds(application, reviewer.actor, now)) throw new NotClaimed();
    await allow(strapi, tx, application, verdict);
    await insertDecision(tx, application, { id: decisionId, verdict, note, reviewer, now });
    const to = stateAfter(verdict.outcome, application.state, application.needsSecondReview) as Decided;
    await move(strapi, tx, application, to, now);
    await appendEvent(tx, EVENTS[to], aboutApplication(id), applicationFacts(application));
    const { outcome, reasonCodes } = verdict;
    await auditWith(tx, { action: 'kyc_application.decided', subject: aboutApplication(id), data: { decisionId, outcome, reasonCodes, attempt: application.attempt, from: application.state, to } }, evidence);
    if (to === 'approved') await grantLevel(strapi, tx, application);
  });
}

/** @throws ReasonUnknown, AttemptsUsedUp, NothingToCorrect, ChecksOpen */
async function allow(strapi: Core.Strapi, tx: Tx, { id, attempt }: Application, { outcome, reasonCodes }: Verdict): Promise<void> {
  const reasons = await listReasons(tx, outcome);
  const known = reasons.map(({ code }) => code);
  const unknown = reasonCodes.filter((code) => !known.includes(code));
  if (unknown.length > 0 || (outcome !== 'approve' && reasonCodes.length === 0)) throw new ReasonUnknown({ codes: unknown.length > 0 ? unknown : ['none'], known });
  const { mostAttempts } = kycConfig(strapi).applications;
  if (outcome === 'resubmit' && attempt >= mostAttempts) throw new AttemptsUsedUp({ attempts: attempt });
  if (outcome === 'resubmit' && !reasons.some(({ code, concerns }) => concerns === 'details' && reasonCodes.includes(code)) && !(await hasRefusedDocument(tx, id))) {
    throw new NothingToCorrect({ reasons: reasons.filter(({ concerns }) => concerns === 'details').map(({ code }) => code) });
  }
  const open = outcome === 'approve' ? await openChecks(strapi, tx, id) : [];
  if (open.length > 0) throw new ChecksOpen({ checks: open });
}

const hasRefusedDocument = async (tx: Tx, id: string): Promise<boolean> => (await tx.query(`SELECT FROM kyc_documents d WHERE d.application_id = $1 AND d.state = 'refused' LIMIT 1`, [id])).length > 0;

interface Insertion {
  id: string;
  verdict: Verdict;
  note: Buffer | null;
  reviewer: Reviewer;
  now: Date;
}

const insertDecision = (tx: Tx, application: Application, { id, verdict, note, reviewer, now }: Insertion) =>
  tx.execute(
    'INSERT INTO kyc_decisions (id, application_id, attempt, outcome, actor, person, reason_codes, note, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [id, application.id, application.attempt, verdict.outcome, reviewer.actor, reviewer.person, verdict.reasonCodes, note, now],
  );

/** The claim ends with the decision: a second review is somebody else's. */
const move = (strapi: Core.Strapi, tx: Tx, { id }: Application, to: Decided, now: Date) =>
  tx.execute(
    `UPDATE kyc_applications SET state = $2, claimed_by = NULL, claimed_until = NULL, updated_at = $3, decided_at = CASE WHEN $4 THEN $3::timestamp ELSE decided_at END, expires_at = $5
     WHERE document_id = $1`,
    [id, to, now, to !== 'second_review', to === 'needs_resubmission' ? new Date(now.getTime() + kycConfig(strapi).applications.draftDays * DAY_MS) : null],
  );
