import { appendOnly, column, index, neverDeleted, onlyWriter, sqlFunction, table, trigger, uniqueIndex, type Guard } from '#kernel';
import { REVIEWABLE } from '../domain/application';
import { OUTCOMES } from '../domain/decision';

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

/**
 * Who decides does it while the application is being reviewed, for the attempt that is, and never about themselves:
 * `person` is the human being, whichever of their accounts they used. The second one is another (a unique index).
 */
const guardDecision = sqlFunction(
  'kyc_guard_decision()',
  'trigger',
  `BEGIN
  IF NOT EXISTS (SELECT FROM kyc_applications a WHERE a.document_id = NEW.application_id AND a.attempt = NEW.attempt AND a.state IN (${quoted(REVIEWABLE)})) THEN
    RAISE EXCEPTION 'Application % is not under review in attempt %.', NEW.application_id, NEW.attempt USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT FROM kyc_applications a LEFT JOIN up_users u ON u.document_id = a.person_id LEFT JOIN staff_links l ON l.user_id = u.id
       LEFT JOIN admin_users s ON s.id = l.staff_id
       WHERE a.document_id = NEW.application_id AND NEW.person IN ('user:' || a.person_id, 'staff:' || s.document_id)) THEN
    RAISE EXCEPTION 'Nobody decides about their own application (%).', NEW.application_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

export const decisionGuards: Guard[] = [
  table(
    'kyc_reasons',
    `code text PRIMARY KEY CHECK (code ~ '^[a-z]+(_[a-z]+)*$'),
     outcomes text[] NOT NULL CHECK (cardinality(outcomes) > 0 AND outcomes <@ ARRAY[${quoted(OUTCOMES)}]),
     public_text text NOT NULL,
     internal_text text NOT NULL`,
  ),
  column('kyc_reasons', 'concerns', `text NOT NULL DEFAULT 'details' CHECK (concerns IN ('details', 'documents', 'policy'))`),
  neverDeleted('kyc_reasons'),
  // `note` is sealed: what a reviewer writes may say something about the person.
  table(
    'kyc_decisions',
    `id text PRIMARY KEY,
     application_id text NOT NULL,
     attempt int NOT NULL,
     outcome text NOT NULL CHECK (outcome IN (${quoted(OUTCOMES)})),
     actor text NOT NULL,
     person text NOT NULL,
     reason_codes text[] NOT NULL,
     note bytea,
     at timestamptz NOT NULL,
     CHECK (outcome = 'approve' OR cardinality(reason_codes) > 0)`,
  ),
  uniqueIndex('kyc_decisions_one_a_person', 'kyc_decisions (application_id, attempt, person)'),
  index('kyc_decisions_newest', 'kyc_decisions (application_id, at DESC)'),
  index('kyc_decisions_by_time', 'kyc_decisions (at)'),
  guardDecision,
  onlyWriter('kyc_decisions', 'kyc'),
  trigger('kyc_decisions', 'kyc_decisions_guard', 'BEFORE INSERT', 'FOR EACH ROW', 'kyc_guard_decision()'),
  appendOnly('kyc_decisions'),
];
