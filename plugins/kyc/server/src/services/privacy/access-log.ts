import type { Sql } from '#kernel';

/** What was read of somebody, and by what kind of caller: who the member of staff is concerns that person, too. */
export interface Access {
  at: string;
  by: 'you' | 'staff' | 'system';
  what: string;
  subject: string;
  /** Why, where that had to be said. */
  purpose: string | null;
}

/** Readings alone. Screening, and what is looked at for the law, may not be told to whom it is about. */
const READINGS = ['kyc_application.read', 'kyc_application.attempts_read', 'kyc_application.dossier_made', 'kyc_verification.read', 'kyc_number.revealed', 'kyc_document.opened', 'kyc_document.zone_read', 'kyc_person.exported'];

/** Why somebody looked, where the person may not be told that they did. */
const FOR_THE_LAW = ['legal_request', 'answer_an_authority'];

/** Every reading of what a person has said and sent, oldest first. */
export async function accessLogOf(db: Sql, personId: string): Promise<Access[]> {
  const rows = await db.query<{ at: Date; actor: string; action: string; subject: string; purpose: string | null }>(
    `SELECT e.at, e.actor, e.action, e.subject_id AS subject, e.data::jsonb->>'purpose' AS purpose FROM (
       SELECT 'kyc_application' AS type, a.document_id AS id FROM kyc_applications a WHERE a.person_id = $1
       UNION ALL SELECT 'kyc_document', d.document_id FROM kyc_documents d WHERE d.person_id = $1
       UNION ALL SELECT 'kyc_document', f.id FROM kyc_verifier_files f WHERE f.person_id = $1
       UNION ALL SELECT 'person', $1) about
     JOIN audit_entries e ON e.subject_type = about.type AND e.subject_id = about.id WHERE e.action = ANY ($2) AND NOT coalesce(e.data::jsonb->>'purpose' = ANY ($3), false)
       AND NOT EXISTS (SELECT FROM kyc_legal_accesses l WHERE l.person_id = $1 AND l.viewer = e.actor AND e.at BETWEEN l.granted_at AND l.expires_at) ORDER BY e.seq`,
    [personId, READINGS, FOR_THE_LAW],
  );
  return rows.map(({ at, actor, action, subject, purpose }) => ({ at: at.toISOString(), by: actor === `user:${personId}` ? 'you' : actor.startsWith('staff:') ? 'staff' : 'system', what: action, subject, purpose }));
}
