import type { Core } from '@strapi/strapi';
import { audit, NotFound, sql, transaction, type Sql } from '#kernel';
import type { ApplicationState } from '../../domain/application';
import { DETAILS } from '../../domain/details';
import { maskIdentifier } from '../../domain/identifiers';
import { aboutApplication, findApplication, type Application } from '../applications';
import { decisionsOf, type Decision } from '../decisions';
import { documentsOfApplication, type Document } from '../documents/documents';
import { assertNotKeptFrom } from '../privacy/restriction';
import type { Said } from '../sealed-details';
import { submissionsOf, type HandedIn } from '../submissions';

const MOST_FORMER = 20;

/**
 * Each attempt of an application as it was handed in, the latest first, with what changed since the one before, and the former applications of the person. What was
 * said is read here, so the reading is recorded before anybody sees it; numbers stay masked.
 *
 * @throws NotFound, PersonRestricted
 */
export async function readAttempts(strapi: Core.Strapi, applicationId: string) {
  const db = sql(strapi);
  const application = await findApplication(db, applicationId);
  if (!application) throw new NotFound();
  await assertNotKeptFrom(strapi, application.personId);
  await transaction(strapi, (tx) => audit(tx, { action: 'kyc_application.attempts_read', subject: aboutApplication(applicationId), data: { attempt: application.attempt } }));
  const [handed, documents, decisions, former] = await Promise.all([submissionsOf(strapi, application), documentsOfApplication(db, applicationId), decisionsOf(strapi, application), formerOf(db, application)]);
  return { attempts: handed.map((one, at) => presentAttempt(one, handed[at + 1], { documents, decisions })), former };
}

function presentAttempt({ attempt, submittedAt, said }: HandedIn, before: HandedIn | undefined, { documents, decisions }: { documents: readonly Document[]; decisions: readonly Decision[] }) {
  return {
    attempt,
    submittedAt: submittedAt.toISOString(),
    details: said?.details ?? null,
    identifiers: (said?.identifiers ?? []).map(({ type, value }) => ({ type, masked: maskIdentifier(value) })),
    changed: said && before?.said ? changesBetween(before.said, said) : [],
    documents: documentsAt(documents, submittedAt).map(({ id, type, side, version, supersedes, state, createdAt }) => ({ id, type, side, version, supersedes, state, isNew: before === undefined || createdAt > before.submittedAt })),
    decisions: decisions.filter((decision) => decision.attempt === attempt).map(({ at, ...decision }) => ({ ...decision, at: at.toISOString() })),
  };
}

/** The names of details and the types of numbers that are not what they were; one that came or went is not either. */
function changesBetween(before: Said, after: Said): string[] {
  const valueOf = (said: Said, type: string) => said.identifiers.find((one) => one.type === type)?.value;
  const types = [...new Set([...before.identifiers, ...after.identifiers].map(({ type }) => type))].sort();
  return [...DETAILS.filter((name) => before.details[name] !== after.details[name]), ...types.filter((type) => valueOf(before, type) !== valueOf(after, type))];
}

/** The documents that counted at a moment: sent by then, and not replaced by another one that was. */
function documentsAt(documents: readonly Document[], at: Date): Document[] {
  const sent = documents.filter(({ createdAt }) => createdAt <= at);
  const replaced = new Set(sent.flatMap(({ supersedes }) => supersedes ?? []));
  return sent.filter(({ id }) => !replaced.has(id));
}

interface FormerRow {
  id: string;
  level: string;
  state: ApplicationState;
  attempt: number;
  submitted_at: Date | null;
  decided_at: Date | null;
  reason_codes: string[] | null;
}

async function formerOf(db: Sql, { id, personId }: Application) {
  const rows = await db.query<FormerRow>(
    `SELECT a.document_id AS id, a.level, a.state, a.attempt, a.submitted_at, a.decided_at, d.reason_codes FROM kyc_applications a
     LEFT JOIN LATERAL (SELECT l.reason_codes FROM kyc_decisions l WHERE l.application_id = a.document_id ORDER BY l.at DESC LIMIT 1) d ON true
     WHERE a.person_id = $1 AND a.document_id <> $2 ORDER BY a.created_at DESC LIMIT ${MOST_FORMER}`,
    [personId, id],
  );
  return rows.map(({ submitted_at, decided_at, reason_codes, ...row }) => ({ ...row, reasonCodes: reason_codes ?? [], submittedAt: submitted_at?.toISOString() ?? null, decidedAt: decided_at?.toISOString() ?? null }));
}
