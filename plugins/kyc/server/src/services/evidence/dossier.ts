import type { Core } from '@strapi/strapi';
import { audit, auditTrail, clock, NotFound, sql, transaction, type Sql, type TrailEntry } from '#kernel';
import type { Opening } from '../../domain/evidence';
import { Forgotten } from '../../errors';
import { aboutApplication, findApplication, type Application } from '../applications';
import { documentsOfApplication } from '../documents/documents';
import { openSaid } from '../sealed-details';
import { openingsOf } from './evidence';

/**
 * What an auditor gets about one application: every entry of the audit chain that concerns it, with its seal, and what
 * opens the commitments in them. It holds all that the person has said, so that its making is recorded first.
 *
 * @throws NotFound
 */
export async function makeDossier(strapi: Core.Strapi, id: string) {
  const db = sql(strapi);
  const application = await findApplication(db, id);
  if (!application) throw new NotFound();
  const isForgotten = await isForgottenNow(strapi, application);
  const openings: Opening[] = isForgotten ? [] : await openingsOf(strapi, id);
  await transaction(strapi, (tx) => audit(tx, { action: 'kyc_application.dossier_made', subject: aboutApplication(id), data: { openings: openings.length } }));
  const [documents, entries] = [await documentsOfApplication(db, id), await entriesAbout(db, application)];
  return {
    format: 'mangrove-dossier-1' as const,
    applicationId: id,
    personId: application.personId,
    madeAt: clock.now().toISOString(),
    isForgotten,
    application: {
      level: application.level, levelVersion: application.levelVersion, state: application.state, attempt: application.attempt,
      createdAt: application.createdAt.toISOString(), submittedAt: application.submittedAt?.toISOString() ?? null, decidedAt: application.decidedAt?.toISOString() ?? null,
    },
    documents: documents.map(({ id: documentId, type, side, state, version }) => ({ id: documentId, type, side, state, version })),
    entries,
    openings,
  };
}

const isForgottenNow = (strapi: Core.Strapi, application: Application): Promise<boolean> =>
  openSaid(strapi, application).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Forgotten) return true;
      throw error;
    },
  );

/**
 * The application, its documents, verifications, screenings and hits, the person and their level, and whatever else is committed to: also a
 * document that was replaced before anybody looked, of which nothing but that is left.
 */
async function entriesAbout(db: Sql, { id, personId }: Application): Promise<TrailEntry[]> {
  const subjects = await db.query<{ type: string; id: string }>(
    `SELECT 'kyc_application' AS type, $1 AS id
     UNION SELECT 'person', $2
     UNION SELECT 'kyc_profile', p.document_id FROM kyc_profiles p WHERE p.person_id = $2
     UNION SELECT 'kyc_document', d.document_id FROM kyc_documents d WHERE d.application_id = $1
     UNION SELECT 'kyc_document', f.id FROM kyc_verifier_files f WHERE f.application_id = $1
     UNION SELECT e.subject_type, e.subject_id FROM kyc_evidence k JOIN audit_entries e ON e.id = k.entry_id WHERE k.application_id = $1
     UNION SELECT 'kyc_verification', v.id FROM kyc_verifications v WHERE v.application_id = $1
     UNION SELECT 'kyc_screening', s.id FROM kyc_screenings s WHERE s.application_id = $1
     UNION SELECT 'kyc_screening_hit', f.hit FROM kyc_screening_finds f JOIN kyc_screenings s ON s.id = f.screening WHERE s.application_id = $1`,
    [id, personId],
  );
  return auditTrail(db, subjects);
}
