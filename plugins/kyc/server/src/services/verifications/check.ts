import type { Core } from '@strapi/strapi';
import { clock, newId, sql, transaction, type Tx } from '#kernel';
import { kycConfig } from '../../config';
import { hasEnded, VERIFICATION_KINDS, type VerificationKind } from '../../domain/verification';
import { Forgotten } from '../../errors';
import type { VerificationSubject } from '../../verifiers/port';
import { findApplication, lockApplication, type Application } from '../applications';
import type { Check } from '../checks';
import { levelVersion } from '../levels';
import { sendToWork } from './queue';
import { subjectOf } from './subject';
import { currentVerifications } from './verifications';
import { choicesFor, isAutomatic } from './verifiers';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Has verifiers asked about who hands in. Their answers are advice; a level may say that one must be a pass. */
export const verificationCheck = (strapi: Core.Strapi): Check => ({
  code: 'verification',
  run: (applicationId) => startVerifications(strapi, applicationId),
  isDone: async (tx, applicationId) => (await currentVerifications(tx, applicationId)).every(({ state }) => hasEnded(state)),
  isSettled: async (tx, applicationId) =>
    (await currentVerifications(tx, applicationId)).every(({ state, mustPass }) => hasEnded(state) && !(mustPass && (state === 'failed' || state === 'unanswered'))),
});

interface Planned {
  kind: VerificationKind;
  mustPass: boolean;
  /** Somebody has to go to a page first. */
  needsApplicant: boolean;
}

/** Writes down what is to be verified, and has it begun. A repeat finds it there. */
async function startVerifications(strapi: Core.Strapi, applicationId: string): Promise<void> {
  const application = await findApplication(sql(strapi), applicationId);
  const subject = application && (await subjectOf(strapi, application).catch(nobodyIfForgotten));
  if (!subject) return;
  const planned = await plan(strapi, application, subject);
  await transaction(strapi, async (tx) => {
    const locked = await lockApplication(tx, applicationId);
    if (locked?.state !== 'checking' || locked.attempt !== application.attempt) return;
    for (const one of planned) await insertVerification(strapi, tx, locked, { ...one, round: 1 });
  });
}

function nobodyIfForgotten(error: unknown): undefined {
  if (error instanceof Forgotten) return undefined;
  throw error;
}

/** What the level asks for; where it says nothing of it, whatever can be found out without bothering anybody. */
async function plan(strapi: Core.Strapi, application: Application, subject: VerificationSubject): Promise<Planned[]> {
  const { requirements } = await levelVersion(sql(strapi), application.level, application.levelVersion);
  const wanted = requirements.verifications ?? VERIFICATION_KINDS.filter((kind) => choicesFor(strapi, kind, subject).some(isAutomatic)).map((kind) => ({ kind, mustPass: false }));
  return wanted.map((one) => ({ ...one, needsApplicant: choicesFor(strapi, one.kind, subject)[0]?.capability.how === 'session' }));
}

/** One verification, and the job that begins it; nothing where it is there. */
export async function insertVerification(strapi: Core.Strapi, tx: Tx, application: Application, { kind, mustPass, needsApplicant, round }: Planned & { round: number }): Promise<string | undefined> {
  const { patienceMinutes, sessionHours } = kycConfig(strapi).verifiers;
  const now = clock.now();
  const id = newId('kyv');
  const deadline = new Date(now.getTime() + (needsApplicant ? sessionHours * HOUR_MS : patienceMinutes * MINUTE_MS));
  const made = await tx.execute(
    `INSERT INTO kyc_verifications (id, application_id, person_id, attempt, kind, round, must_pass, deadline_at, next_check_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) ON CONFLICT (application_id, attempt, kind, round) DO NOTHING`,
    [id, application.id, application.personId, application.attempt, kind, round, mustPass, deadline, now],
  );
  if (made === 0) return undefined;
  await sendToWork(strapi, tx, id);
  return id;
}
