import { BY_INDEX, check, column, index, neverDeleted, oneOf, onlyWriter, sqlFunction, stepsOf, table, trigger, type Guard } from '#kernel';
import { refuseAdditions, untilForgotten } from './personal';
import { UNDER_WAY, VERIFICATION_KINDS, verificationMachine } from '../domain/verification';

const MOVING = `ARRAY['state', 'note', 'next_check_at', 'busy_until', 'turns', 'ended_at']`;
const ASK_MOVING = `ARRAY['state', 'provider_reference', 'session', 'session_expires_at', 'calls', 'is_answer_lost', 'error', 'called_at', 'answered_at', 'erase_at', 'erased_at']`;

/** About what a verification is never changes, and its state takes the steps of its machine: what has ended only gets stricter. */
const guardVerification = sqlFunction(
  'kyc_guard_verification()',
  'trigger',
  `BEGIN
  IF to_jsonb(NEW) - ${MOVING} <> to_jsonb(OLD) - ${MOVING} THEN
    RAISE EXCEPTION 'What verification % is about never changes.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (${stepsOf(verificationMachine)}) THEN
    RAISE EXCEPTION 'Verification % cannot go from % to %.', OLD.id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** A question keeps its reference for ever, and the name that the verifier gave it once it is known. */
const guardAsk = sqlFunction(
  'kyc_guard_verifier_ask()',
  'trigger',
  `BEGIN
  IF to_jsonb(NEW) - ${ASK_MOVING} <> to_jsonb(OLD) - ${ASK_MOVING} OR (OLD.provider_reference IS NOT NULL AND NEW.provider_reference IS DISTINCT FROM OLD.provider_reference) OR NEW.calls < OLD.calls THEN
    RAISE EXCEPTION 'Question % to a verifier cannot change like that.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** Nobody passes without an answer that says so. */
const assertAnswered = sqlFunction(
  'kyc_assert_verification_answered()',
  'trigger',
  `BEGIN
  IF NEW.state = 'passed' AND OLD.state <> 'passed' AND NOT EXISTS (SELECT FROM kyc_verifier_answers a WHERE a.verification_id = NEW.id AND a.verdict = 'passed') THEN
    RAISE EXCEPTION 'Verification % is passed without an answer that says so.', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END`,
);

/** Whoever is forgotten here is to be forgotten by those who were asked about them. */
const forget = sqlFunction(
  'kyc_forget_at_verifiers()',
  'trigger',
  `DECLARE
  writer text := coalesce(current_setting('mangrove.writer', true), '');
BEGIN
  PERFORM set_config('mangrove.writer', 'kyc', true);
  UPDATE kyc_verifier_asks k SET erase_at = now() FROM kyc_verifications v
   WHERE v.person_id = OLD.subject AND k.verification_id = v.id AND k.called_at IS NOT NULL AND k.erased_at IS NULL;
  PERFORM set_config('mangrove.writer', writer, true);
  RETURN NULL;
END`,
  BY_INDEX,
);

export const verificationGuards: Guard[] = [
  // busy_until: who works on it; a process that died leaves it to the others then. next_check_at: when it is looked at without being told.
  table(
    'kyc_verifications',
    `id text PRIMARY KEY,
     application_id text NOT NULL,
     person_id text NOT NULL,
     attempt int NOT NULL CHECK (attempt > 0),
     kind text NOT NULL,
     round int NOT NULL CHECK (round > 0),
     must_pass boolean NOT NULL,
     state text NOT NULL DEFAULT 'created',
     note text,
     turns int NOT NULL DEFAULT 0,
     deadline_at timestamptz NOT NULL,
     next_check_at timestamptz,
     busy_until timestamptz,
     created_at timestamptz NOT NULL,
     ended_at timestamptz,
     UNIQUE (application_id, attempt, kind, round)`,
  ),
  check('kyc_verifications', 'kyc_verifications_kind', oneOf('kind', VERIFICATION_KINDS)),
  check('kyc_verifications', 'kyc_verifications_state', oneOf('state', verificationMachine.states)),
  check('kyc_verifications', 'kyc_verifications_ended', `(ended_at IS NULL) = (${oneOf('state', UNDER_WAY)})`),
  index('kyc_verifications_due', `kyc_verifications (next_check_at) WHERE next_check_at IS NOT NULL`),
  index('kyc_verifications_of_person', 'kyc_verifications (person_id)'),
  guardVerification,
  trigger('kyc_verifications', 'kyc_verifications_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'kyc_guard_verification()'),
  onlyWriter('kyc_verifications', 'kyc'),
  refuseAdditions('kyc_verifications', 'person_id'),
  neverDeleted('kyc_verifications'),

  // One question to one verifier. The reference is ours and stored before the verifier is called. session: a page's address, sealed.
  table(
    'kyc_verifier_asks',
    `id text PRIMARY KEY,
     verification_id text NOT NULL REFERENCES kyc_verifications (id),
     number int NOT NULL,
     verifier text NOT NULL,
     how text NOT NULL CHECK (how IN ('lookup', 'job', 'session')),
     reference text NOT NULL UNIQUE,
     provider_reference text,
     state text NOT NULL DEFAULT 'starting' CHECK (state IN ('starting', 'open', 'answered', 'failed', 'refused')),
     calls int NOT NULL DEFAULT 0,
     is_answer_lost boolean NOT NULL DEFAULT false,
     session bytea,
     session_expires_at timestamptz,
     error text,
     created_at timestamptz NOT NULL,
     called_at timestamptz,
     answered_at timestamptz,
     UNIQUE (verification_id, number)`,
  ),
  // A verifier may have one name for all questions about a person.
  index('kyc_verifier_asks_of_provider', 'kyc_verifier_asks (verifier, provider_reference, id) WHERE provider_reference IS NOT NULL'),
  // erase_at: when the verifier is to be told to forget it, or told again.
  column('kyc_verifier_asks', 'erase_at', 'timestamptz'),
  column('kyc_verifier_asks', 'erased_at', 'timestamptz'),
  index('kyc_verifier_asks_to_erase', 'kyc_verifier_asks (erase_at) WHERE erase_at IS NOT NULL'),
  forget,
  trigger('data_keys', 'data_keys_forget_at_verifiers', 'AFTER DELETE', 'FOR EACH ROW', 'kyc_forget_at_verifiers()'),
  guardAsk,
  trigger('kyc_verifier_asks', 'kyc_verifier_asks_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'kyc_guard_verifier_ask()'),
  onlyWriter('kyc_verifier_asks', 'kyc'),
  neverDeleted('kyc_verifier_asks'),

  // What was answered, as it came, and what it means, sealed for its person. digest is keyed: the same answer twice is one.
  table(
    'kyc_verifier_answers',
    `id text PRIMARY KEY,
     ask_id text NOT NULL REFERENCES kyc_verifier_asks (id),
     verification_id text NOT NULL REFERENCES kyc_verifications (id),
     verdict text NOT NULL CHECK (verdict IN ('pending', 'passed', 'failed', 'review')),
     sealed bytea NOT NULL CHECK (octet_length(sealed) > 28),
     digest bytea NOT NULL CHECK (octet_length(digest) = 32),
     at timestamptz NOT NULL`,
  ),
  index('kyc_verifier_answers_of_verification', 'kyc_verifier_answers (verification_id, id)'),
  onlyWriter('kyc_verifier_answers', 'kyc'),
  ...untilForgotten('kyc_verifier_answers', '(SELECT v.person_id FROM kyc_verifications v WHERE v.id = OLD.verification_id)'),
  assertAnswered,
  trigger('kyc_verifications', 'kyc_verifications_answered', 'BEFORE UPDATE', 'FOR EACH ROW', 'kyc_assert_verification_answered()'),

  // What a verifier told us by itself, once its person is known: the bytes, sealed for them. An event is taken in once.
  table(
    'kyc_verifier_events',
    `id text PRIMARY KEY,
     verifier text NOT NULL,
     event_key text NOT NULL,
     ask_id text NOT NULL REFERENCES kyc_verifier_asks (id),
     message_id text NOT NULL,
     event_type text NOT NULL,
     occurred_at timestamptz,
     sealed bytea NOT NULL CHECK (octet_length(sealed) > 28),
     received_at timestamptz NOT NULL,
     UNIQUE (verifier, event_key)`,
  ),
  index('kyc_verifier_events_of_ask', 'kyc_verifier_events (ask_id, id)'),
  onlyWriter('kyc_verifier_events', 'kyc'),
  ...untilForgotten('kyc_verifier_events', '(SELECT v.person_id FROM kyc_verifier_asks q JOIN kyc_verifications v ON v.id = q.verification_id WHERE q.id = OLD.ask_id)'),

  // Copies of a verifier's files: their links die within the hour.
  table(
    'kyc_verifier_files',
    `id text PRIMARY KEY,
     ask_id text NOT NULL REFERENCES kyc_verifier_asks (id),
     application_id text NOT NULL,
     person_id text NOT NULL,
     name text NOT NULL,
     object text NOT NULL UNIQUE,
     media_type text NOT NULL CHECK (media_type IN ('image/jpeg', 'application/pdf')),
     size_bytes int NOT NULL CHECK (size_bytes > 0),
     created_at timestamptz NOT NULL,
     UNIQUE (ask_id, name)`,
  ),
  index('kyc_verifier_files_of_application', 'kyc_verifier_files (application_id, id)'),
  onlyWriter('kyc_verifier_files', 'kyc'),
  refuseAdditions('kyc_verifier_files', 'person_id', 'forgotten'),
  ...untilForgotten('kyc_verifier_files', 'OLD.person_id'),
];
