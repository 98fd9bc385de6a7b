import type { Core } from '@strapi/strapi';
import { kernel, NotFound } from '#kernel';
import { kindOf, READINGS, type HappeningKind } from '../../domain/happening';
import { findApplication } from '../applications';
import { lookUp } from './look-up';

interface Row {
  seq: string;
  action: string;
  subject_type: string;
  subject_id: string;
  data: Record<string, unknown>;
  actor: string;
  name: string | null;
  at: Date;
}

export interface Happening {
  at: string;
  kind: HappeningKind;
  /** As in the audit chain, e.g. `kyc_application.claimed`. */
  action: string;
  about: { type: string; id: string };
  by: { type: 'user' | 'staff' | 'system'; id: string; name: string | null };
  data: Record<string, unknown>;
}

/** What of an application has a history of its own: itself, its documents, what screening found, and the level of its person. */
const SUBJECTS = `SELECT 'kyc_application' AS type, $1::text AS id
  UNION ALL SELECT 'kyc_document', d.document_id FROM kyc_documents d WHERE d.application_id = $1
  UNION ALL SELECT 'kyc_document', f.id FROM kyc_verifier_files f WHERE f.application_id = $1
  UNION ALL SELECT 'kyc_profile', p.document_id FROM kyc_applications a JOIN kyc_profiles p ON p.person_id = a.person_id WHERE a.document_id = $1
  UNION ALL SELECT 'kyc_verification', v.id FROM kyc_verifications v WHERE v.application_id = $1
  UNION ALL SELECT 'kyc_screening', s.id FROM kyc_screenings s WHERE s.application_id = $1
  UNION ALL SELECT 'kyc_screening_hit', f.hit FROM kyc_screenings s JOIN kyc_screening_finds f ON f.screening = s.id WHERE s.application_id = $1`;

/**
 * What happened to an application, the latest first, as the audit chain has it: who handed in, checked, claimed, looked, judged and decided. Ids, states and codes;
 * names are those of staff.
 *
 * @throws NotFound, CursorWrong, SearchTooBroad
 */
export async function readTimeline(strapi: Core.Strapi, applicationId: string, { withReadings, limit, cursor }: { withReadings: boolean; limit: number; cursor?: string | undefined }) {
  const scope = `staff:kyc-timeline:${applicationId}:${withReadings}`;
  const [before] = cursor === undefined ? [null] : kernel(strapi).cursors.read(scope, cursor);
  const rows = await lookUp(strapi, async (tx) => {
    if (!(await findApplication(tx, applicationId))) throw new NotFound();
    return tx.query<Row>(
      `SELECT e.seq, e.action, e.subject_type, e.subject_id, e.data, e.actor, e.at, nullif(trim(concat_ws(' ', u.firstname, u.lastname)), '') AS name
       FROM (SELECT DISTINCT * FROM (${SUBJECTS}) w) w CROSS JOIN LATERAL (
         SELECT x.* FROM audit_entries x WHERE x.subject_type = w.type AND x.subject_id = w.id AND ($2::bigint IS NULL OR x.seq < $2) AND x.action <> ALL ($3) ORDER BY x.seq DESC LIMIT $4) e
       LEFT JOIN admin_users u ON u.document_id = substr(e.actor, 7) AND e.actor LIKE 'staff:%' ORDER BY e.seq DESC LIMIT $4`,
      [applicationId, before, withReadings ? [] : READINGS, limit + 1],
    );
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { data: page.map(toOut), meta: { nextCursor: last ? kernel(strapi).cursors.write(scope, [last.seq]) : null } };
}

function toOut({ action, subject_type, subject_id, data, actor, name, at }: Row): Happening {
  const [type = 'system', ...id] = actor.split(':');
  // What proves what was handed in says nothing to who reads it here.
  const { commitments: _proofs, ...rest } = data;
  return { at: at.toISOString(), kind: kindOf(action), action, about: { type: subject_type, id: subject_id }, by: { type: type as Happening['by']['type'], id: id.join(':'), name }, data: rest };
}
