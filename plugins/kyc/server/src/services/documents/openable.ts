import type { Sql } from '#kernel';
import { findDocument } from './documents';

/** What staff can open: a document of the applicant's (`kyd_…`), or the copy of a verifier's file (`kvf_…`). */
export interface Openable {
  id: string;
  applicationId: string;
  personId: string;
  object: string;
  mediaType: string;
}

export async function findOpenable(db: Sql, id: string): Promise<Openable | undefined> {
  if (!id.startsWith('kvf_')) return findDocument(db, id);
  const [file] = await db.query<Openable>(
    'SELECT f.id, f.application_id AS "applicationId", f.person_id AS "personId", f.object, f.media_type AS "mediaType" FROM kyc_verifier_files f WHERE f.id = $1',
    [id],
  );
  return file;
}
