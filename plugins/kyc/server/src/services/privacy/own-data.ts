import type { Core } from '@strapi/strapi';
import { clock, sql, type Sql } from '#kernel';
import { shownState } from '../../domain/application';
import { publicReasons as documentReasons } from '../../domain/documents/document-reasons';
import { applicationsOf, type Application } from '../applications';
import { decisionsOf, publicReasons } from '../decisions';
import { documentsOfApplication } from '../documents/documents';
import { standingOf } from '../limits';
import { findZone } from '../mrz/zones';
import { openSaid } from '../sealed-details';

/** Where the bytes of a document lie in an archive. */
export const fileNameOf = ({ id, mediaType }: { id: string; mediaType: string }): string => `documents/${id}.${mediaType === 'application/pdf' ? 'pdf' : 'jpg'}`;

interface VerifierFile {
  id: string;
  mediaType: string;
  object: string;
}

/** What verifiers have sent about the person of an application. */
export const filesOfVerifiers = (db: Sql, applicationId: string): Promise<VerifierFile[]> =>
  db.query('SELECT f.id, f.media_type AS "mediaType", f.object FROM kyc_verifier_files f WHERE f.application_id = $1 ORDER BY f.id', [applicationId]);

interface Asked {
  kind: string;
  verifier: string;
  askedAt: Date;
}

/** Who was told about the person, of what kind, and when. */
const askedAbout = (db: Sql, applicationId: string): Promise<Asked[]> =>
  db.query(
    `SELECT v.kind, q.verifier, q.called_at AS "askedAt" FROM kyc_verifications v JOIN kyc_verifier_asks q ON q.verification_id = v.id
     WHERE v.application_id = $1 AND q.called_at IS NOT NULL ORDER BY q.called_at`,
    [applicationId],
  );

/**
 * All that is known of a person, for themselves: their own words and whole numbers, what was decided and what they were told
 * about it. Not in it: what staff note among each other, what lists say, and anybody else.
 *
 * @throws Forgotten
 */
export async function ownData(strapi: Core.Strapi, personId: string) {
  const { level, state, nextReviewAt } = await standingOf(sql(strapi), personId, clock.now());
  const applications = [];
  for (const application of await applicationsOf(sql(strapi), personId)) applications.push(await describe(strapi, application));
  return { format: 'mangrove-export-1', personId, madeAt: clock.now().toISOString(), level, state, reviewDueAt: nextReviewAt?.toISOString() ?? null, applications };
}

async function describe(strapi: Core.Strapi, application: Application) {
  const { details, identifiers } = await openSaid(strapi, application);
  const decisions = (await decisionsOf(strapi, application)).filter(({ outcome }) => outcome !== 'approve');
  const documents = await documentsOfApplication(sql(strapi), application.id);
  return {
    id: application.id, level: application.level, state: shownState(application.state), attempt: application.attempt, details, identifiers,
    createdAt: application.createdAt.toISOString(), submittedAt: application.submittedAt?.toISOString() ?? null, decidedAt: application.decidedAt?.toISOString() ?? null,
    refusals: await Promise.all(decisions.map(async (decision) => ({ at: decision.at.toISOString(), outcome: decision.outcome, reasons: await publicReasons(sql(strapi), decision), note: decision.publicNote }))),
    verifiers: (await askedAbout(sql(strapi), application.id)).map(({ kind, verifier, askedAt }) => ({ kind, verifier, askedAt: askedAt.toISOString() })),
    filesOfVerifiers: (await filesOfVerifiers(sql(strapi), application.id)).map(fileNameOf),
    documents: await Promise.all(documents.map(async (document) => {
      const { id, type, side, country, version, sizeBytes, createdAt } = document;
      return { id, type, side, country, version, sizeBytes, createdAt: createdAt.toISOString(), file: fileNameOf(document), reasons: documentReasons(document.reasons), readByMachine: (await findZone(strapi, document)) ?? null };
    })),
  };
}
