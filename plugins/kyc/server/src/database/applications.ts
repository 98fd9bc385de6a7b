import { BY_INDEX, check, column, commitTrigger, index, neverDeleted, oneOf, onlyWriter, sqlFunction, stepsOf, table, trigger, uniqueIndex, type Guard } from '#kernel';
import { applicationMachine, EDITABLE, OPEN, REVIEWABLE } from '../domain/application';
import { RISKS } from '../domain/profile';
import { refuseAdditions } from './personal';

/** Whose an application is never changes, its state takes only the steps of its machine, and what was handed in is for the level as it was then. */
const guardApplication = sqlFunction(
  'kyc_guard_application()',
  'trigger',
  `BEGIN
  IF (NEW.document_id, NEW.person_id, NEW.level, NEW.created_at) IS DISTINCT FROM (OLD.document_id, OLD.person_id, OLD.level, OLD.created_at) THEN
    RAISE EXCEPTION 'What application % is about never changes.', OLD.document_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (${stepsOf(applicationMachine)}) THEN
    RAISE EXCEPTION 'Application % cannot go from % to %.', OLD.document_id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT (${oneOf('OLD.state', EDITABLE)}) AND (NEW.level_version, NEW.attempt) IS DISTINCT FROM (OLD.level_version, OLD.attempt) THEN
    RAISE EXCEPTION 'Application % was handed in: the version of its level and its attempt stay.', OLD.document_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.needs_second_review AND NOT NEW.needs_second_review AND NOT (${oneOf('OLD.state', EDITABLE)}) THEN
    RAISE EXCEPTION 'The second review of application % cannot be taken back.', OLD.document_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** A verdict needs the decisions that it rests on, of this attempt, and where two are needed, of two people. */
const assertDecided = sqlFunction(
  'kyc_assert_decided()',
  'trigger',
  `DECLARE
  needed int := CASE WHEN NEW.needs_second_review OR (SELECT l.needs_second_review FROM kyc_levels l WHERE l.key = NEW.level AND l.version = NEW.level_version) THEN 2 ELSE 1 END;
BEGIN
  IF NEW.state = 'approved' AND (SELECT count(DISTINCT d.person) FROM kyc_decisions d
       WHERE d.application_id = NEW.document_id AND d.attempt = NEW.attempt AND d.outcome = 'approve') < needed THEN
    RAISE EXCEPTION 'Application % is approved without the decisions that it needs.', NEW.document_id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state IN ('rejected', 'needs_resubmission') AND NOT EXISTS (SELECT FROM kyc_decisions d WHERE d.application_id = NEW.document_id
       AND d.outcome = CASE NEW.state WHEN 'rejected' THEN 'reject' ELSE 'resubmit' END AND d.attempt = NEW.attempt) THEN
    RAISE EXCEPTION 'Application % is refused without a decision.', NEW.document_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END`,
  BY_INDEX,
);

export const applicationGuards: Guard[] = [
  uniqueIndex('kyc_applications_public_id', 'kyc_applications (document_id)'),
  uniqueIndex('kyc_applications_one_open', `kyc_applications (person_id) WHERE ${oneOf('state', OPEN)}`),
  index('kyc_applications_of_person', 'kyc_applications (person_id, created_at DESC)'),
  // Copied from the profile, and from what screening found, so that the queue is a walk along one index.
  column('kyc_applications', 'risk', `text NOT NULL DEFAULT 'standard'`),
  column('kyc_applications', 'has_open_hits', 'boolean NOT NULL DEFAULT false'),
  check('kyc_applications', 'kyc_applications_risk_known', oneOf('risk', RISKS)),
  // The queue: what is due first comes first, of each state and risk.
  index('kyc_applications_queue', `kyc_applications (due_at, id) WHERE ${oneOf('state', REVIEWABLE)}`),
  index('kyc_applications_by_risk', 'kyc_applications (state, risk, due_at, id)'),
  index('kyc_applications_by_level_risk', 'kyc_applications (state, level, risk, due_at, id)'),
  index('kyc_applications_of_two', 'kyc_applications (state, risk, due_at, id) WHERE needs_second_review'),
  index('kyc_applications_with_hits', 'kyc_applications (state, risk, due_at, id) WHERE has_open_hits'),
  index('kyc_applications_held', 'kyc_applications (claimed_until) WHERE claimed_until IS NOT NULL'),
  index('kyc_applications_claimed', 'kyc_applications (claimed_by, due_at, id) WHERE claimed_by IS NOT NULL'),
  index('kyc_applications_given_up', `kyc_applications (updated_at) WHERE submitted_at IS NULL AND state IN ('withdrawn', 'expired')`),
  index('kyc_applications_to_expire', `kyc_applications (expires_at) WHERE ${oneOf('state', EDITABLE)}`),
  check('kyc_applications', 'kyc_applications_state_known', oneOf('state', applicationMachine.states)),
  check('kyc_applications', 'kyc_applications_complete', 'document_id IS NOT NULL AND person_id IS NOT NULL AND level IS NOT NULL AND level_version IS NOT NULL AND attempt > 0 AND revision > 0 AND needs_second_review IS NOT NULL AND created_at IS NOT NULL'),
  check('kyc_applications', 'kyc_applications_handed_in', `state IN ('draft', 'withdrawn', 'expired') OR (submitted_at IS NOT NULL AND due_at IS NOT NULL)`),
  check('kyc_applications', 'kyc_applications_waits_for_somebody', `NOT (${oneOf('state', EDITABLE)}) OR expires_at IS NOT NULL`),
  check('kyc_applications', 'kyc_applications_claim_whole', `(claimed_by IS NULL) = (claimed_until IS NULL) AND (claimed_by IS NULL OR ${oneOf('state', REVIEWABLE)})`),
  guardApplication,
  onlyWriter('kyc_applications', 'kyc'),
  trigger('kyc_applications', 'kyc_applications_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'kyc_guard_application()'),
  neverDeleted('kyc_applications'),
  refuseAdditions('kyc_applications', 'person_id'),
  assertDecided,
  commitTrigger('kyc_applications', 'kyc_applications_decided', 'AFTER INSERT OR UPDATE', 'kyc_assert_decided()'),

  // What the person says about themselves, as one sealed text, and the names of what they have said.
  table(
    'kyc_details',
    `application_id text PRIMARY KEY CHECK (application_id ~ '^kyc_[0-9a-z]{26}$'),
     person_id text NOT NULL,
     sealed bytea NOT NULL CHECK (octet_length(sealed) > 28),
     filled text[] NOT NULL`,
  ),
  onlyWriter('kyc_details', 'kyc'),
  refuseAdditions('kyc_details', 'person_id'),
  // Numbers, sealed, and found again by a keyed hash: the database alone can neither read nor try them.
  table(
    'kyc_identifiers',
    `application_id text NOT NULL,
     person_id text NOT NULL,
     type text NOT NULL,
     sealed bytea NOT NULL CHECK (octet_length(sealed) > 28),
     digest bytea NOT NULL CHECK (octet_length(digest) = 32),
     created_at timestamptz NOT NULL,
     PRIMARY KEY (application_id, type)`,
  ),
  index('kyc_identifiers_by_digest', 'kyc_identifiers (digest, person_id)'),
  onlyWriter('kyc_identifiers', 'kyc'),
  refuseAdditions('kyc_identifiers', 'person_id'),
];
