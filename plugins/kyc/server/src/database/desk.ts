import { BY_INDEX, index, onlyWriter, sqlFunction, table, trigger, type Guard } from '#kernel';
import { refuseAdditions } from './personal';

/** Of each number, file and name so many people are told: a number that hundreds have given is a mistake, and costs the same. */
const MOST = 20;

/**
 * Who else has handed in the same number, file, or name with date of birth: one row a person and sign, by the index of its digest. What somebody merely
 * typed into a draft casts no doubt on anybody.
 */
const duplicates = sqlFunction(
  'kyc_duplicates_of(p_application text)',
  'TABLE (sign text, own text, other_person text, other_application text, other_document text)',
  `BEGIN
  RETURN QUERY
  SELECT 'number', i.type, o.person_id, o.application_id, NULL::text FROM kyc_identifiers i CROSS JOIN LATERAL (
      SELECT DISTINCT ON (x.person_id) x.person_id, x.application_id FROM kyc_identifiers x JOIN kyc_applications a ON a.document_id = x.application_id
       WHERE x.digest = i.digest AND x.person_id <> i.person_id AND a.submitted_at IS NOT NULL ORDER BY x.person_id, x.application_id DESC LIMIT ${MOST}) o
   WHERE i.application_id = p_application
  UNION ALL
  SELECT 'file', d.document_id::text, o.person_id::text, o.application_id::text, o.document_id::text FROM kyc_documents d CROSS JOIN LATERAL (
      SELECT DISTINCT ON (x.person_id) x.person_id, x.application_id, x.document_id FROM kyc_documents x JOIN kyc_applications a ON a.document_id = x.application_id
       WHERE x.fingerprint = d.fingerprint AND x.person_id <> d.person_id AND a.submitted_at IS NOT NULL ORDER BY x.person_id, x.document_id DESC LIMIT ${MOST}) o
   WHERE d.application_id = p_application
  UNION ALL
  SELECT 'name', NULL, o.person_id, o.application_id, NULL FROM kyc_submissions s CROSS JOIN LATERAL (
      SELECT DISTINCT ON (x.person_id) x.person_id, x.application_id FROM kyc_submissions x
       WHERE x.name_digest = s.name_digest AND x.person_id <> s.person_id ORDER BY x.person_id, x.application_id DESC LIMIT ${MOST}) o
   WHERE s.application_id = p_application AND s.attempt = (SELECT max(m.attempt) FROM kyc_submissions m WHERE m.application_id = p_application);
END`,
  BY_INDEX,
);

/** What the queue marks an application with; each sign is one step into an index. */
const flags = sqlFunction(
  'kyc_flags_of(p_application text, p_attempt int)',
  'TABLE (shares_number boolean, shares_file boolean, shares_name boolean)',
  `BEGIN
  RETURN QUERY SELECT
    EXISTS (SELECT FROM kyc_identifiers i JOIN kyc_identifiers x ON x.digest = i.digest AND x.person_id <> i.person_id
              JOIN kyc_applications a ON a.document_id = x.application_id AND a.submitted_at IS NOT NULL WHERE i.application_id = p_application),
    EXISTS (SELECT FROM kyc_documents d JOIN kyc_documents x ON x.fingerprint = d.fingerprint AND x.person_id <> d.person_id
              JOIN kyc_applications a ON a.document_id = x.application_id AND a.submitted_at IS NOT NULL WHERE d.application_id = p_application),
    EXISTS (SELECT FROM kyc_submissions s JOIN kyc_submissions x ON x.name_digest = s.name_digest AND x.person_id <> s.person_id
             WHERE s.application_id = p_application AND s.attempt = p_attempt);
END`,
  BY_INDEX,
);

/** That something was handed in, and when, stays; by what a person was found goes with them, as does what they had said. */
const guardSubmission = sqlFunction(
  'kyc_guard_submission()',
  'trigger',
  `BEGIN
  IF TG_OP = 'UPDATE' AND kyc_is_forgotten(OLD.person_id) AND NEW.name_digest IS NULL AND NEW.evidence_id IS NULL
     AND (NEW.application_id, NEW.attempt, NEW.person_id, NEW.submitted_at) IS NOT DISTINCT FROM (OLD.application_id, OLD.attempt, OLD.person_id, OLD.submitted_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Rows of kyc_submissions are never changed or removed (% was refused).', TG_OP USING ERRCODE = 'restrict_violation';
END`,
);

/** The table was made before people could be forgotten. */
const mayLoseEvidence: Guard = `
-- kyc_submissions.evidence_id may be null
DO $guard$ BEGIN
  IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'kyc_submissions'::regclass AND attname = 'evidence_id' AND attnotnull) THEN
    ALTER TABLE kyc_submissions ALTER COLUMN evidence_id DROP NOT NULL;
  END IF;
END $guard$;`;

export const deskGuards: Guard[] = [
  // Each attempt, and where what was said with it lies sealed: a reviewer compares with that. name_digest finds the same name and date of birth.
  table(
    'kyc_submissions',
    `application_id text NOT NULL,
     attempt int NOT NULL CHECK (attempt > 0),
     person_id text NOT NULL,
     evidence_id text REFERENCES kyc_evidence (id),
     name_digest bytea CHECK (octet_length(name_digest) = 32),
     submitted_at timestamptz NOT NULL,
     PRIMARY KEY (application_id, attempt)`,
  ),
  index('kyc_submissions_by_name', 'kyc_submissions (name_digest, person_id) WHERE name_digest IS NOT NULL'),
  index('kyc_submissions_by_time', 'kyc_submissions (submitted_at)'),
  onlyWriter('kyc_submissions', 'kyc'),
  mayLoseEvidence,
  index('kyc_submissions_of_person', 'kyc_submissions (person_id)'),
  index('kyc_submissions_by_evidence', 'kyc_submissions (evidence_id)'),
  refuseAdditions('kyc_submissions', 'person_id'),
  guardSubmission,
  trigger('kyc_submissions', 'kyc_submissions_append_only', 'BEFORE UPDATE OR DELETE', 'FOR EACH ROW', 'kyc_guard_submission()'),
  trigger('kyc_submissions', 'kyc_submissions_no_truncate', 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
  duplicates,
  flags,
];
