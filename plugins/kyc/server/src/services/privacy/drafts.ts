import type { Core } from '@strapi/strapi';
import { audit, clock, kernel, sql, transaction, type Tx } from '#kernel';
import { kycConfig } from '../../config';
import { aboutApplication, lockApplication } from '../applications';
import { DAY_MS } from '../apply';
import { documentsOfApplication } from '../documents/documents';

/**
 * Empties drafts that were given up some time ago: nobody ever looked at them, and nobody has a reason to keep what is in them.
 *
 * @returns how many were found.
 */
export async function dropGivenUpDrafts(strapi: Core.Strapi, atOnce: number): Promise<number> {
  const before = new Date(clock.now().getTime() - kycConfig(strapi).privacy.givenUpDays * DAY_MS);
  const found = await sql(strapi).query<{ id: string }>(
    `SELECT a.document_id AS id FROM kyc_applications a WHERE a.submitted_at IS NULL AND a.state IN ('withdrawn', 'expired') AND a.updated_at <= $1
       AND (EXISTS (SELECT FROM kyc_details d WHERE d.application_id = a.document_id) OR EXISTS (SELECT FROM kyc_identifiers i WHERE i.application_id = a.document_id) OR EXISTS (SELECT FROM kyc_documents d WHERE d.application_id = a.document_id))
       AND NOT EXISTS (SELECT FROM kyc_holds h WHERE h.person_id = a.person_id AND h.lifted_at IS NULL)
     ORDER BY a.updated_at LIMIT $2`,
    [before, atOnce],
  );
  for (const { id } of found) await transaction(strapi, (tx) => empty(strapi, tx, id));
  return found.length;
}

async function empty(strapi: Core.Strapi, tx: Tx, id: string): Promise<void> {
  const application = await lockApplication(tx, id);
  if (application?.submittedAt !== null || (application.state !== 'withdrawn' && application.state !== 'expired')) return;
  const documents = await documentsOfApplication(tx, id);
  await tx.execute('DELETE FROM kyc_documents WHERE application_id = $1', [id]);
  await kernel(strapi).objects.erase(tx, documents.map(({ object }) => object));
  const numbers = await tx.execute('DELETE FROM kyc_identifiers WHERE application_id = $1', [id]);
  const details = await tx.execute('DELETE FROM kyc_details WHERE application_id = $1', [id]);
  await audit(tx, { action: 'kyc_application.emptied', subject: aboutApplication(id), data: { documents: documents.map((document) => document.id), numbers, details } });
}
