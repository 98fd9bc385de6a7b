import type { Core } from '@strapi/strapi';
import { appendEvent, clock, IllegalTransition, NotFound, sql, transaction, type Tx } from '#kernel';
import { kycConfig } from '../config';
import { applicationMachine, isEditable, isUnderWay } from '../domain/application';
import type { Risk } from '../domain/profile';
import { isComplete } from '../domain/requirements';
import { ChangedMeanwhile, Incomplete, LevelUnknown } from '../errors';
import { aboutApplication, applicationFacts, findOwnApplication, lockApplication, type Application } from './applications';
import { findLevel } from './levels';
import { findMissing } from './missing';
import { documentsOfApplication } from './documents/documents';
import { auditWith, commitTo, type Evidence } from './evidence/evidence';
import { openSaid } from './sealed-details';
import { digestName, storeSubmission } from './submissions';

const HOUR_MS = 3_600_000;
const ATTEMPTS = 5;

/**
 * Hands an application in. Once that is done, doing it again changes nothing: two at once have one effect.
 *
 * What counts is what the level requires now, not what it required when the application was begun.
 *
 * @throws NotFound, Incomplete that says what is missing, IllegalTransition when it is decided or given up.
 */
export async function submit(strapi: Core.Strapi, personId: string, id: string): Promise<Application> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const application = await findOwnApplication(sql(strapi), id, personId);
    if (!application) throw new NotFound();
    if (isUnderWay(application.state)) return application;
    applicationMachine.assert(application.state, 'submitted');
    const said = await openSaid(strapi, application);
    const evidence = await commitTo(strapi, { personId, applicationId: id }, 'said', said);
    const nameDigest = await digestName(strapi, said);
    await transaction(strapi, (tx) => handIn(strapi, tx, application, { evidence, nameDigest }));
  }
  throw new ChangedMeanwhile();
}

/** Does nothing where somebody else was faster: the caller looks again. */
async function handIn(strapi: Core.Strapi, tx: Tx, seen: Application, { evidence, nameDigest }: { evidence: Evidence; nameDigest: Buffer | null }): Promise<void> {
  const application = await lockApplication(tx, seen.id);
  if (!application || application.revision !== seen.revision || !isEditable(application.state)) return;
  const now = clock.now();
  if (application.expiresAt !== null && application.expiresAt <= now) throw new IllegalTransition({ machine: applicationMachine.name, from: 'expired', to: 'submitted' });
  const level = await findLevel(tx, application.level, now);
  if (!level) throw new LevelUnknown({ level: application.level, offered: [] });
  const missing = await findMissing(strapi, tx, application.id, level.requirements);
  if (!isComplete(missing)) throw new Incomplete({ missing });

  const attempt = application.state === 'needs_resubmission' ? application.attempt + 1 : application.attempt;
  const [profile] = await tx.query<{ risk: Risk }>('SELECT risk FROM kyc_profiles WHERE person_id = $1', [application.personId]);
  const shared = await sharedNumbers(tx, application.id);
  // A number of somebody else's is reason enough for a second pair of eyes.
  const needsSecondReview = level.needsSecondReview || profile?.risk === 'high' || shared.length > 0;
  await tx.execute(
    `UPDATE kyc_applications SET state = 'submitted', attempt = $2, revision = revision + 1, level_version = $3, needs_second_review = $4, submitted_at = $5, due_at = $6,
            risk = $7, expires_at = NULL, updated_at = $5 WHERE document_id = $1`,
    [application.id, attempt, level.version, needsSecondReview, now, new Date(now.getTime() + kycConfig(strapi).reviews.dueHours * HOUR_MS), profile?.risk ?? 'standard'],
  );
  const facts = applicationFacts({ ...application, attempt });
  await appendEvent(tx, 'kyc.application_submitted', aboutApplication(application.id), facts);
  for (const type of shared) await appendEvent(tx, 'kyc.number_shared', aboutApplication(application.id), { ...facts, type });
  // Each of the documents has a commitment of its own.
  const documents = (await documentsOfApplication(tx, application.id)).filter(({ state }) => state !== 'superseded').map((document) => document.id);
  const note = { attempt, revision: application.revision, level: level.key, version: level.version, documents, sharedNumbers: shared };
  await auditWith(tx, { action: 'kyc_application.submitted', subject: aboutApplication(application.id), data: note }, [evidence]);
  await storeSubmission(tx, application, { attempt, evidenceId: evidence.commitment.id, nameDigest, at: now });
}

/**
 * The types of its numbers that other people have handed in, too; what somebody merely types into a draft casts no doubt on
 * anybody. Two people who hand in one number at the same moment do it one after the other, so that the second is noticed.
 */
async function sharedNumbers(tx: Tx, applicationId: string): Promise<string[]> {
  await tx.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('kyc number ' || d.digest, 0))
     FROM (SELECT encode(i.digest, 'hex') AS digest FROM kyc_identifiers i WHERE i.application_id = $1 ORDER BY i.digest) d`,
    [applicationId],
  );
  const rows = await tx.query<{ type: string }>(
    `SELECT i.type FROM kyc_identifiers i WHERE i.application_id = $1 AND EXISTS (
       SELECT FROM kyc_identifiers o JOIN kyc_applications a ON a.document_id = o.application_id
       WHERE o.digest = i.digest AND o.person_id <> i.person_id AND a.submitted_at IS NOT NULL) ORDER BY i.type`,
    [applicationId],
  );
  return rows.map(({ type }) => type);
}
