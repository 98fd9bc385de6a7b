import type { Core } from '@strapi/strapi';
import { audit, clock, kernel, sql, transaction, type Sql, type Tx } from '#kernel';
import { kycConfig } from '../../config';
import { aboutApplication, lockApplication } from '../applications';
import { DAY_MS } from '../apply';
import { documentsOfApplication } from '../documents/documents';

/** Since when drafts count that were given up. */
export const givenUpBefore = (now: Date, givenUpDays: number): Date => new Date(now.getTime() - givenUpDays * DAY_MS);

/** Drafts that were withdrawn or have expired before a moment, and still hold something. */
export const givenUpDrafts = (db: Sql, before: Date, limit: number): Promise<{ id: string }[]> =>
  db.query(
    `SELECT a.document_id AS id FROM kyc_applications a WHERE a.submitted_at IS NULL AND a.state IN ('withdrawn', 'expired') AND a.updated_at <= $1
       AND (EXISTS (SELECT FROM kyc_details d WHERE d.application_id = a.document_id) OR EXISTS (SELECT FROM kyc_identifiers i WHERE i.application_id = a.document_id) OR EXISTS (SELECT FROM kyc_documents d WHERE d.application_id = a.document_id))
       AND NOT EXISTS (SELECT FROM kyc_holds h WHERE h.person_id = a.person_id AND h.lifted_at IS NULL)
     ORDER BY a.updated_at LIMIT $2`,
    [before, limit],
  );

/**
 * Empties drafts that were given up some time ago: nobody ever looked at them, and nobody has a reason to keep what is in them.
 *
 * @returns how many were found.
 */
export async function dropGivenUpDrafts(strapi: Core.Strapi, atOnce: number): Promise<number> {
  const found = await givenUpDrafts(sql(strapi), givenUpBefore(clock.now(), kycConfig(strapi).privacy.givenUpDays), atOnce);
  for (const { id } of found) await transaction(strapi, (tx) => empty(strapi, tx, id));
  return found.length;
}

async function empty(strapi: Core.Strapi, tx: Tx, id: string): Promise<void> {
  const application = await lockApplication(tx, id);
  if (application?.submittedAt !== null || (application.state !== 'withdrawn' && application.state !== 'expired')) return;
  // A hold waits here for us, or we for it.
  await tx.query('SELECT FROM kyc_profiles WHERE person_id = $1 FOR UPDATE', [application.personId]);
  const holds = await tx.query('SELECT FROM kyc_holds WHERE person_id = $1 AND lifted_at IS NULL LIMIT 1', [application.personId]);
  if (holds.length > 0) return;
  const documents = await documentsOfApplication(tx, id);
  await tx.execute('DELETE FROM kyc_documents WHERE application_id = $1', [id]);
  await kernel(strapi).objects.erase(tx, documents.map(({ object }) => object));
  const numbers = await tx.execute('DELETE FROM kyc_identifiers WHERE application_id = $1', [id]);
  const details = await tx.execute('DELETE FROM kyc_details WHERE application_id = $1', [id]);
  await audit(tx, { action: 'kyc_application.emptied', subject: aboutApplication(id), data: { documents: documents.map((document) => document.id), numbers, details } });
}
