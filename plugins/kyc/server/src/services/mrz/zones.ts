import type { Core } from '@strapi/strapi';
import { kernel, sql, transaction } from '#kernel';
import type { MrzOutcome } from '../../domain/mrz/mrz-outcome';
import { writeAsKyc } from '../as-writer';
import { aboutDocument, type Document } from '../documents/documents';
import { auditWith, commitTo } from '../evidence/evidence';

const where = (documentId: string) => `kyc_zones:${documentId}`;

/** Those of an application's documents of which a reading is stored. */
export async function readBefore(strapi: Core.Strapi, applicationId: string): Promise<Set<string>> {
  const rows = await sql(strapi).query<{ id: string }>('SELECT z.document_id AS id FROM kyc_zones z WHERE z.application_id = $1', [applicationId]);
  return new Set(rows.map(({ id }) => id));
}

/** Stores what was read of a document, unless that was done meanwhile, or its person has been forgotten: their bytes are due to be erased then. */
export async function keepZone(strapi: Core.Strapi, { id, applicationId, personId, object }: Document, outcome: MrzOutcome, at: Date): Promise<void> {
  const sealed = await kernel(strapi).values.seal(personId, JSON.stringify(outcome), where(id));
  const evidence = await commitTo(strapi, { personId, applicationId }, 'zone', outcome);
  await transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    const kept = await tx.execute(
      `INSERT INTO kyc_zones (document_id, application_id, person_id, sealed, read_at)
       SELECT $1, $2, $3, $4, $5 FROM (SELECT FROM stored_objects o WHERE o.key = $6 AND o.erase_at IS NULL FOR SHARE) kept ON CONFLICT (document_id) DO NOTHING`,
      [id, applicationId, personId, sealed, at, object],
    );
    if (kept === 1) await auditWith(tx, { action: 'kyc_document.zone_kept', subject: aboutDocument(id), data: { applicationId, outcome: outcome.outcome } }, [evidence]);
  });
}

/** What was read of a document; `undefined` where nothing was, or its person was forgotten. */
export async function findZone(strapi: Core.Strapi, { id, personId }: Document): Promise<MrzOutcome | undefined> {
  const [row] = await sql(strapi).query<{ sealed: Buffer }>('SELECT z.sealed FROM kyc_zones z WHERE z.document_id = $1', [id]);
  const text = row && (await kernel(strapi).values.open(personId, row.sealed, where(id)));
  return text === undefined ? undefined : (JSON.parse(text) as MrzOutcome);
}
