import { appendOnly, BY_INDEX, check, commitTrigger, index, oneOf, onlyWriter, sqlFunction, stepsOf, table, trigger, uniqueIndex, type Guard } from '#kernel';
import { EDITABLE, REVIEWABLE } from '../domain/application';
import { documentMachine } from '../domain/documents/document';
import { DOCUMENT_SIDES } from '../domain/documents/document-types';
import { DOCUMENT_MEDIA_TYPES } from '../domain/documents/file-type';
import { refuseAdditions } from './personal';

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

/**
 * What a document is never changes. It comes while its application is its applicant's, is judged while that is reviewed,
 * and what was handed in once goes only with its person.
 */
const guardDocument = sqlFunction(
  'kyc_guard_document()',
  'trigger',
  `DECLARE
  application kyc_applications;
BEGIN
  SELECT * INTO application FROM kyc_applications a WHERE a.document_id = CASE WHEN TG_OP = 'DELETE' THEN OLD.application_id ELSE NEW.application_id END;
  IF TG_OP = 'INSERT' THEN
    IF application.person_id IS DISTINCT FROM NEW.person_id OR NOT (${oneOf('application.state', EDITABLE)}) THEN
      RAISE EXCEPTION 'Document % does not belong to an application of % that takes documents.', NEW.document_id, NEW.person_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    -- What was never handed in is nobody's to keep once its applicant has given up.
    IF application.submitted_at IS NULL AND application.state IN ('withdrawn', 'expired') THEN RETURN OLD; END IF;
    IF OLD.state <> 'pending' OR NOT (${oneOf('application.state', EDITABLE)}) OR OLD.created_at <= application.submitted_at THEN
      RAISE EXCEPTION 'Document % was handed in and stays.', OLD.document_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  -- Of somebody who was forgotten there stays that there was a document, and not whose file it was.
  IF kyc_is_forgotten(OLD.person_id) AND NEW.fingerprint = 'forgotten:' || OLD.document_id AND NEW.country IS NULL AND NEW.quality IS NULL
     AND (NEW.document_id, NEW.application_id, NEW.person_id, NEW.type, NEW.side, NEW.state, NEW.object) IS NOT DISTINCT FROM (OLD.document_id, OLD.application_id, OLD.person_id, OLD.type, OLD.side, OLD.state, OLD.object) THEN
    RETURN NEW;
  END IF;
  IF (NEW.document_id, NEW.application_id, NEW.person_id, NEW.type, NEW.side, NEW.country, NEW.version, NEW.supersedes, NEW.object, NEW.fingerprint, NEW.media_type, NEW.size_bytes, NEW.pages, NEW.quality, NEW.scan, NEW.created_at)
     IS DISTINCT FROM (OLD.document_id, OLD.application_id, OLD.person_id, OLD.type, OLD.side, OLD.country, OLD.version, OLD.supersedes, OLD.object, OLD.fingerprint, OLD.media_type, OLD.size_bytes, OLD.pages, OLD.quality, OLD.scan, OLD.created_at) THEN
    RAISE EXCEPTION 'What document % is never changes.', OLD.document_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (${stepsOf(documentMachine)}) THEN
    RAISE EXCEPTION 'Document % cannot go from % to %.', OLD.document_id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT ((NEW.state = 'superseded' AND application.state IN (${quoted(EDITABLE)})) OR (NEW.state <> 'superseded' AND application.state IN (${quoted(REVIEWABLE)}))) THEN
    RAISE EXCEPTION 'Document % of an application that is % does not become %.', OLD.document_id, application.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
  BY_INDEX,
);

/** At COMMIT there are kept bytes for each document, sealed for its person, and none for one that is gone. */
const assertBytes = sqlFunction(
  'kyc_assert_bytes()',
  'trigger',
  `BEGIN
  IF TG_OP = 'INSERT' AND EXISTS (SELECT FROM kyc_documents d WHERE d.document_id = NEW.document_id)
     AND NOT EXISTS (SELECT FROM stored_objects o WHERE o.key = NEW.object AND o.subject = NEW.person_id AND o.version = NEW.version AND o.erase_at IS NULL) THEN
    RAISE EXCEPTION 'Document % has no bytes.', NEW.document_id USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM stored_objects o WHERE o.key = OLD.object AND o.erase_at IS NULL) THEN
    RAISE EXCEPTION 'The bytes of document % stay behind.', OLD.document_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END`,
  BY_INDEX,
);

/** A link works once: it is used, and never becomes unused, prolonged or another's. */
const guardLink = sqlFunction(
  'kyc_guard_document_link()',
  'trigger',
  `BEGIN
  IF OLD.used_at IS NOT NULL OR NEW.used_at IS NULL OR (NEW.token_hash, NEW.document_id, NEW.viewer, NEW.purpose, NEW.expires_at) IS DISTINCT FROM (OLD.token_hash, OLD.document_id, OLD.viewer, OLD.purpose, OLD.expires_at) THEN
    RAISE EXCEPTION 'A link to a document is used once, and never changes else.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

export const documentGuards: Guard[] = [
  uniqueIndex('kyc_documents_public_id', 'kyc_documents (document_id)'),
  uniqueIndex('kyc_documents_object', 'kyc_documents (object)'),
  // Of each side of each type there is one that counts.
  uniqueIndex('kyc_documents_live', `kyc_documents (application_id, type, side) WHERE state <> 'superseded'`),
  uniqueIndex('kyc_documents_versions', 'kyc_documents (application_id, type, side, version)'),
  uniqueIndex('kyc_documents_supersedes', 'kyc_documents (supersedes) WHERE supersedes IS NOT NULL'),
  // The same file with somebody else.
  index('kyc_documents_by_fingerprint', 'kyc_documents (fingerprint, person_id)'),
  check('kyc_documents', 'kyc_documents_state_known', oneOf('state', documentMachine.states)),
  check('kyc_documents', 'kyc_documents_side_known', oneOf('side', DOCUMENT_SIDES)),
  check('kyc_documents', 'kyc_documents_media_type_known', oneOf('media_type', DOCUMENT_MEDIA_TYPES)),
  check('kyc_documents', 'kyc_documents_scan_known', oneOf('scan', ['clean', 'off'])),
  check('kyc_documents', 'kyc_documents_complete', 'document_id IS NOT NULL AND application_id IS NOT NULL AND person_id IS NOT NULL AND type IS NOT NULL AND side IS NOT NULL AND state IS NOT NULL AND version >= 1 AND object IS NOT NULL AND fingerprint IS NOT NULL AND media_type IS NOT NULL AND size_bytes > 0 AND scan IS NOT NULL AND created_at IS NOT NULL'),
  check('kyc_documents', 'kyc_documents_first_supersedes_nothing', '(version = 1) = (supersedes IS NULL)'),
  check('kyc_documents', 'kyc_documents_refused_for_a_reason', `jsonb_typeof(reasons) = 'array' AND (state NOT IN ('refused', 'superseded') OR jsonb_array_length(reasons) > 0)`),
  check('kyc_documents', 'kyc_documents_judged_by_somebody', `(state = 'pending') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)`),
  guardDocument,
  onlyWriter('kyc_documents', 'kyc'),
  refuseAdditions('kyc_documents', 'person_id'),
  trigger('kyc_documents', 'kyc_documents_guard', 'BEFORE INSERT OR UPDATE OR DELETE', 'FOR EACH ROW', 'kyc_guard_document()'),
  trigger('kyc_documents', 'kyc_documents_no_truncate', 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
  assertBytes,
  commitTrigger('kyc_documents', 'kyc_documents_bytes', 'AFTER INSERT OR DELETE', 'kyc_assert_bytes()'),

  table(
    'kyc_document_links',
    `token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
     document_id text NOT NULL,
     viewer text NOT NULL,
     purpose text NOT NULL,
     expires_at timestamptz NOT NULL,
     used_at timestamptz`,
  ),
  index('kyc_document_links_expired', 'kyc_document_links (expires_at)'),
  guardLink,
  trigger('kyc_document_links', 'kyc_document_links_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'kyc_guard_document_link()'),
  // Who has seen what, when and why.
  table(
    'kyc_document_openings',
    `id text PRIMARY KEY,
     document_id text NOT NULL,
     application_id text NOT NULL,
     person_id text NOT NULL,
     viewer text NOT NULL,
     purpose text NOT NULL,
     request_id text,
     ip text,
     at timestamptz NOT NULL`,
  ),
  index('kyc_document_openings_of_document', 'kyc_document_openings (document_id, id DESC)'),
  appendOnly('kyc_document_openings'),
];
