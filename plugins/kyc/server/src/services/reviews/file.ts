import type { Core } from '@strapi/strapi';
import { audit, clock, NotFound, sql, transaction, type Sql } from '#kernel';
import { maskIdentifier } from '../../domain/identifiers';
import { Forgotten } from '../../errors';
import { aboutApplication, findApplication, type Application } from '../applications';
import { decisionsOf } from '../decisions';
import { levelVersion } from '../levels';
import { standingOf } from '../limits';
import { openSaid, type Said } from '../sealed-details';

/**
 * All that a reviewer works with. What the person has said is read here, so the reading is recorded before anybody sees
 * it; numbers stay masked.
 *
 * @throws NotFound
 */
export async function readFile(strapi: Core.Strapi, id: string) {
  const db = sql(strapi);
  const application = await findApplication(db, id);
  if (!application) throw new NotFound();
  const said = await saidOrForgotten(strapi, application);
  await transaction(strapi, (tx) => audit(tx, { action: 'kyc_application.read', subject: aboutApplication(id), data: { revision: application.revision, attempt: application.attempt } }));
  const [level, standing, sharing, decisions, claim] = await Promise.all([
    levelVersion(db, application.level, application.levelVersion), standingOf(db, application.personId, clock.now()), applicationsSharing(db, id), decisionsOf(strapi, application), claimOn(db, application),
  ]);
  return {
    id,
    personId: application.personId,
    state: application.state,
    attempt: application.attempt,
    revision: application.revision,
    needsSecondReview: application.needsSecondReview,
    risk: application.risk,
    level: { key: level.key, version: level.version, name: level.name, requirements: level.requirements },
    profile: { level: standing.level, state: standing.state },
    details: said?.details ?? null,
    identifiers: (said?.identifiers ?? []).map(({ type, value }) => ({ type, masked: maskIdentifier(value), sharedWith: sharing.get(type) ?? [] })),
    decisions: decisions.map((decision) => ({ ...decision, at: decision.at.toISOString() })),
    submittedAt: application.submittedAt?.toISOString() ?? null,
    dueAt: application.dueAt?.toISOString() ?? null,
    claim,
    claimedUntil: claim?.until ?? null,
    createdAt: application.createdAt.toISOString(),
  };
}

/** Who holds an application at this moment. */
async function claimOn(db: Sql, { claimedBy, claimedUntil }: Application) {
  if (claimedBy === null || claimedUntil === null || claimedUntil <= clock.now()) return null;
  const id = claimedBy.replace(/^staff:/, '');
  const [row] = await db.query<{ name: string }>(`SELECT trim(concat_ws(' ', s.firstname, s.lastname)) AS name FROM admin_users s WHERE s.document_id = $1`, [id]);
  return { by: { id, name: row?.name ?? '' }, until: claimedUntil.toISOString() };
}

/** A case stays in the books when the person is forgotten; what they had said does not. */
const saidOrForgotten = (strapi: Core.Strapi, application: Application): Promise<Said | undefined> =>
  openSaid(strapi, application).catch((error: unknown) => {
    if (error instanceof Forgotten) return undefined;
    throw error;
  });

const MOST_SHOWN = 20;

/** What other people have handed in with the same number, by its type. */
async function applicationsSharing(db: Sql, applicationId: string): Promise<Map<string, string[]>> {
  const rows = await db.query<{ type: string; others: string[] }>(
    `SELECT i.type, o.others FROM kyc_identifiers i CROSS JOIN LATERAL (
       SELECT array_agg(f.application_id) AS others FROM (
         SELECT x.application_id FROM kyc_identifiers x JOIN kyc_applications a ON a.document_id = x.application_id
         WHERE x.digest = i.digest AND x.person_id <> i.person_id AND a.submitted_at IS NOT NULL ORDER BY x.created_at DESC LIMIT ${MOST_SHOWN}) f) o
     WHERE i.application_id = $1 AND o.others IS NOT NULL`,
    [applicationId],
  );
  return new Map(rows.map(({ type, others }) => [type, others]));
}
