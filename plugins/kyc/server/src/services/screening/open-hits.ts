import type { Tx } from '#kernel';

/**
 * Says in the queue whether what an application's latest screening found waits for a decision. Call it with the application locked, or what two do at once is told
 * wrong.
 */
export const noteOpenHits = (tx: Tx, applicationId: string): Promise<number> =>
  tx.execute(
    `UPDATE kyc_applications a SET has_open_hits = found.open FROM (
       SELECT EXISTS (SELECT FROM kyc_screening_finds f JOIN kyc_screening_hits h ON h.id = f.hit
         WHERE f.screening = (SELECT s.id FROM kyc_screenings s WHERE s.application_id = $1 ORDER BY s.id DESC LIMIT 1) AND h.disposition = 'open') AS open) found
     WHERE a.document_id = $1 AND a.has_open_hits <> found.open`,
    [applicationId],
  );
