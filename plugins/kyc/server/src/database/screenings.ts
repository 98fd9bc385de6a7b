import { appendOnly, BY_INDEX, check, commitTrigger, index, oneOf, onlyWriter, sqlFunction, stepsOf, table, trigger, uniqueIndex, type Guard } from '#kernel';
import { hitMachine, TRIGGERS } from '../domain/screening/hit';
import { keptUntilForgotten, refuseAdditions, untilForgotten } from './personal';

/** What was found stays found; what becomes of it takes the steps of its machine. */
const guardHit = sqlFunction(
  'kyc_guard_screening_hit()',
  'trigger',
  `BEGIN
  IF to_jsonb(NEW) - 'disposition' <> to_jsonb(OLD) - 'disposition' OR (OLD.disposition, NEW.disposition) NOT IN (${stepsOf(hitMachine)}) THEN
    RAISE EXCEPTION 'Screening hit % cannot change like that.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** A disposition rests on somebody's decision, with a reason. */
const assertDecided = sqlFunction(
  'kyc_assert_hit_decided()',
  'trigger',
  `BEGIN
  IF NEW.disposition <> 'open' AND NEW.disposition IS DISTINCT FROM (SELECT d.disposition FROM kyc_screening_decisions d WHERE d.hit = NEW.id ORDER BY d.number DESC LIMIT 1) THEN
    RAISE EXCEPTION 'Screening hit % is % without a decision.', NEW.id, NEW.disposition USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END`,
  BY_INDEX,
);

/** People whom an entry may name, by keys that only the servers can make. */
const peopleUnder = sqlFunction(
  'kyc_screening_people_under(p_keys bigint[])',
  'SETOF text',
  `BEGIN
  RETURN QUERY SELECT p.person FROM kyc_screening_people p WHERE p.keys && p_keys;
END`,
  BY_INDEX,
);

/** Whoever is forgotten is found by nobody any more: their key and their place in the index go in one transaction. */
const forget = sqlFunction(
  'kyc_forget_screening_person()',
  'trigger',
  `DECLARE
  writer text := coalesce(current_setting('mangrove.writer', true), '');
BEGIN
  PERFORM set_config('mangrove.writer', 'kyc', true);
  DELETE FROM kyc_screening_people WHERE person = OLD.subject;
  PERFORM set_config('mangrove.writer', writer, true);
  RETURN NULL;
END`,
  BY_INDEX,
);

const PERSON = `~ '^usr_[0-9a-z]{26}$'`;

export const screeningGuards: Guard[] = [
  // The key under which people are indexed, sealed; it never changes, or nobody would be found again.
  table('kyc_screening_key', 'is_the_one boolean PRIMARY KEY DEFAULT true CHECK (is_the_one), sealed bytea NOT NULL'),
  appendOnly('kyc_screening_key'),
  // subject: who was looked for, sealed. lists: what was searched, by provider and list.
  table(
    'kyc_screenings',
    `id text PRIMARY KEY,
     person text NOT NULL,
     application_id text,
     trigger text NOT NULL,
     subject bytea NOT NULL,
     subject_digest bytea NOT NULL,
     lists jsonb NOT NULL,
     is_truncated boolean NOT NULL,
     screened_at timestamptz NOT NULL`,
  ),
  check('kyc_screenings', 'kyc_screenings_of_a_person', `person ${PERSON}`),
  check('kyc_screenings', 'kyc_screenings_trigger', oneOf('trigger', TRIGGERS)),
  index('kyc_screenings_of_application', 'kyc_screenings (application_id, id) WHERE application_id IS NOT NULL'),
  index('kyc_screenings_of_person', 'kyc_screenings (person)'),
  onlyWriter('kyc_screenings', 'kyc'),
  refuseAdditions('kyc_screenings', 'person'),
  ...untilForgotten('kyc_screenings', 'OLD.person'),
  // One row a person, of their latest screening.
  table('kyc_screening_people', 'person text PRIMARY KEY, screening text NOT NULL REFERENCES kyc_screenings (id), keys bigint[] NOT NULL'),
  index('kyc_screening_people_keys', 'kyc_screening_people USING gin (keys) WITH (fastupdate = off)'),
  // Both are asked whether they refer to a screening that goes.
  index('kyc_screening_people_by_screening', 'kyc_screening_people (screening)'),
  onlyWriter('kyc_screening_people', 'kyc'),
  refuseAdditions('kyc_screening_people', 'person'),
  peopleUnder,
  forget,
  trigger('data_keys', 'data_keys_forget_screening', 'AFTER DELETE', 'FOR EACH ROW', 'kyc_forget_screening_person()'),
  // listed: what the list said, which is public. explanation: what was compared, sealed.
  table(
    'kyc_screening_hits',
    `id text PRIMARY KEY,
     person text NOT NULL,
     screening text NOT NULL REFERENCES kyc_screenings (id),
     provider text NOT NULL,
     reference text NOT NULL,
     revision text NOT NULL,
     list text NOT NULL,
     listed jsonb NOT NULL,
     subject_digest bytea NOT NULL,
     score numeric(4, 3) NOT NULL,
     explanation bytea NOT NULL,
     disposition text NOT NULL DEFAULT 'open',
     found_at timestamptz NOT NULL`,
  ),
  check('kyc_screening_hits', 'kyc_screening_hits_score', 'score BETWEEN 0 AND 1'),
  check('kyc_screening_hits', 'kyc_screening_hits_disposition', oneOf('disposition', hitMachine.states)),
  uniqueIndex('kyc_screening_hits_once', 'kyc_screening_hits (person, provider, reference, revision, subject_digest)'),
  index('kyc_screening_hits_by_disposition', 'kyc_screening_hits (disposition, id)'),
  guardHit,
  trigger('kyc_screening_hits', 'kyc_screening_hits_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'kyc_guard_screening_hit()'),
  index('kyc_screening_hits_by_screening', 'kyc_screening_hits (screening)'),
  onlyWriter('kyc_screening_hits', 'kyc'),
  refuseAdditions('kyc_screening_hits', 'person'),
  ...keptUntilForgotten('kyc_screening_hits', 'OLD.person'),
  table('kyc_screening_finds', 'screening text NOT NULL REFERENCES kyc_screenings (id), hit text NOT NULL REFERENCES kyc_screening_hits (id), PRIMARY KEY (screening, hit)'),
  index('kyc_screening_finds_of_hit', 'kyc_screening_finds (hit)'),
  onlyWriter('kyc_screening_finds', 'kyc'),
  ...untilForgotten('kyc_screening_finds', '(SELECT h.person FROM kyc_screening_hits h WHERE h.id = OLD.hit)'),
  table(
    'kyc_screening_decisions',
    `hit text NOT NULL REFERENCES kyc_screening_hits (id),
     number int NOT NULL,
     disposition text NOT NULL,
     reason bytea NOT NULL,
     decided_by text NOT NULL,
     decided_at timestamptz NOT NULL,
     PRIMARY KEY (hit, number)`,
  ),
  check('kyc_screening_decisions', 'kyc_screening_decisions_disposition', `disposition IN ('false_positive', 'confirmed')`),
  check('kyc_screening_decisions', 'kyc_screening_decisions_by_staff', `decided_by ~ '^staff:'`),
  onlyWriter('kyc_screening_decisions', 'kyc'),
  ...untilForgotten('kyc_screening_decisions', '(SELECT h.person FROM kyc_screening_hits h WHERE h.id = OLD.hit)'),
  assertDecided,
  commitTrigger('kyc_screening_hits', 'kyc_screening_hits_decided', 'AFTER INSERT OR UPDATE', 'kyc_assert_hit_decided()'),
];
