import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, kernel, newId, NotFound, transaction, type Tx } from '#kernel';
import { kycConfig } from '../../config';
import type { DocumentFields } from '../../domain/documents/fields';
import { aboutApplication, lockApplication } from '../applications';
import { auditWith, type Evidence } from '../evidence/evidence';
import { aboutDocument, documentFacts, versionsOf, type Document } from './documents';
import { assertTakesDocuments, placeAmong } from './place';
import type { PreparedFile } from './prepare';

export interface NewDocument {
  applicationId: string;
  personId: string;
  fields: DocumentFields;
  file: PreparedFile;
  /** For which place its bytes were sealed. */
  version: number;
  fingerprint: string;
  /** Commits to the hashes of the file. */
  evidence: Evidence;
}

const INSERT = `INSERT INTO kyc_documents (document_id, application_id, person_id, type, side, country, state, reasons, version, supersedes, object, fingerprint, media_type, size_bytes, pages, quality, scan, created_at, updated_at, published_at)
  VALUES ($1, $2, $3, $4, $5, $6, 'pending', '[]', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, $16)`;

/**
 * The document and its bytes, both or neither; what it takes the place of goes in the same moment. Uploads for one
 * application wait for each other here.
 *
 * @returns `undefined` where somebody was faster and its bytes are sealed for another place: prepare them again.
 */
export function keepDocument(strapi: Core.Strapi, { applicationId, personId, fields, file: { hash: _committed, ...file }, version, fingerprint, evidence }: NewDocument): Promise<Document | undefined> {
  const { type, side, country = null } = fields;
  return transaction(strapi, async (tx) => {
    const application = await lockApplication(tx, applicationId);
    if (!application || application.personId !== personId) throw new NotFound();
    assertTakesDocuments(application);
    const place = placeAmong(application, await versionsOf(tx, applicationId, type, side), kycConfig(strapi).documents.mostVersions);
    if (place.version !== version) return undefined;
    if (place.replaces) await discard(strapi, tx, place.replaces);
    if (place.supersedes?.state === 'refused') {
      await tx.execute(`UPDATE kyc_documents SET state = 'superseded', updated_at = $2 WHERE document_id = $1`, [place.supersedes.id, clock.now()]);
    }
    await kernel(strapi).objects.keep(tx, file.object);
    const id = newId('kyd');
    const supersedes = place.supersedes?.id ?? null;
    const quality = file.quality === null ? null : JSON.stringify(file.quality);
    const now = clock.now();
    await tx.execute(INSERT, [id, applicationId, personId, type, side, country, version, supersedes, file.object, fingerprint, file.mediaType, file.sizeBytes, file.pages, quality, file.scan, now]);
    const kept: Document = { id, applicationId, personId, type, side, country, state: 'pending', reasons: [], decidedBy: null, decidedAt: null, version, supersedes, fingerprint, ...file, createdAt: now };
    await appendEvent(tx, 'kyc.document_uploaded', aboutApplication(applicationId), documentFacts(kept));
    await auditWith(tx, { action: 'kyc_document.uploaded', subject: aboutDocument(id), data: { applicationId, type, side, version } }, [evidence]);
    if (await isKnownOfSomebodyElse(tx, kept)) await appendEvent(tx, 'kyc.document_shared', aboutApplication(applicationId), documentFacts(kept));
    return kept;
  });
}

/** Row and bytes of a document that nobody has looked at. */
export async function discard(strapi: Core.Strapi, tx: Tx, document: Document): Promise<void> {
  await tx.execute('DELETE FROM kyc_documents WHERE document_id = $1', [document.id]);
  await kernel(strapi).objects.erase(tx, [document.object]);
  await appendEvent(tx, 'kyc.document_removed', aboutApplication(document.applicationId), documentFacts(document));
  await audit(tx, { action: 'kyc_document.removed', subject: aboutDocument(document.id), data: { applicationId: document.applicationId, type: document.type, side: document.side } });
}

async function isKnownOfSomebodyElse(tx: Tx, { fingerprint, personId }: Document): Promise<boolean> {
  const [row] = await tx.query<{ known: boolean }>('SELECT EXISTS (SELECT FROM kyc_documents d WHERE d.fingerprint = $1 AND d.person_id <> $2) AS known', [fingerprint, personId]);
  return row?.known ?? false;
}
