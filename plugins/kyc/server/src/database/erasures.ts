import { appendOnly, check, index, neverDeleted, oneOf, onlyWriter, sqlFunction, stepsOf, table, trigger, uniqueIndex, type Guard } from '#kernel';
import { ERASURE_REASONS, erasureMachine, HOLD_REASONS, LEGAL_PURPOSES } from '../domain/erasure';
import { refuseAdditions } from './personal';

/** A person is forgotten not before the time, and never while somebody has to keep them. */
const guardErasure = sqlFunction(
  'kyc_guard_erasure()',
  'trigger',
  `BEGIN
  IF (NEW.id, NEW.person_id, NEW.reason, NEW.requested_by, NEW.requested_at, NEW.retain_until) IS DISTINCT FROM (OLD.id, OLD.person_id, OLD.reason, OLD.requested_by, OLD.requested_at, OLD.retain_until) THEN
    RAISE EXCEPTION 'What the erasure % is about never changes.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (${stepsOf(erasureMachine)}) THEN
    RAISE EXCEPTION 'Erasure % cannot go from % to %.', OLD.id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = 'forgotten' AND OLD.state <> 'forgotten' AND EXISTS (SELECT FROM kyc_holds h WHERE h.person_id = NEW.person_id AND h.lifted_at IS NULL) THEN
    RAISE EXCEPTION 'Somebody has to keep what is known of %: there is a legal hold.', NEW.person_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** A hold is lifted once, and never changes else. */
const guardHold = sqlFunction(
  'kyc_guard_hold()',
  'trigger',
  `BEGIN
  IF OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL OR to_jsonb(NEW) - 'lifted_at' - 'lifted_by' <> to_jsonb(OLD) - 'lifted_at' - 'lifted_by' THEN
    RAISE EXCEPTION 'The legal hold % is lifted once, and never changes else.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

export const erasureGuards: Guard[] = [
  // Whose data nobody works with any more, until when they are kept, and what was destroyed then.
  table(
    'kyc_erasures',
    `id text PRIMARY KEY CHECK (id ~ '^kye_[0-9a-z]{26}$'),
     person_id text NOT NULL,
     state text NOT NULL,
     reason text NOT NULL,
     requested_by text NOT NULL,
     requested_at timestamptz NOT NULL,
     retain_until timestamptz NOT NULL,
     forgotten_at timestamptz,
     erased_at timestamptz,
     destroyed jsonb`,
  ),
  check('kyc_erasures', 'kyc_erasures_state_known', oneOf('state', erasureMachine.states)),
  check('kyc_erasures', 'kyc_erasures_reason_known', oneOf('reason', ERASURE_REASONS)),
  check('kyc_erasures', 'kyc_erasures_not_early', 'forgotten_at >= retain_until'),
  check('kyc_erasures', 'kyc_erasures_told', `(state IN ('forgotten', 'erased')) = (forgotten_at IS NOT NULL) AND (forgotten_at IS NULL) = (destroyed IS NULL) AND (state = 'erased') = (erased_at IS NOT NULL)`),
  uniqueIndex('kyc_erasures_of_person', `kyc_erasures (person_id) WHERE state <> 'lifted'`),
  index('kyc_erasures_due', `kyc_erasures (retain_until, id) WHERE state = 'restricted'`),
  index('kyc_erasures_to_finish', `kyc_erasures (forgotten_at) WHERE state = 'forgotten'`),
  // Who must be kept whatever else says they may be forgotten. `note` is sealed for the person.
  table(
    'kyc_holds',
    `id text PRIMARY KEY CHECK (id ~ '^kyl_[0-9a-z]{26}$'),
     person_id text NOT NULL,
     reason text NOT NULL,
     note bytea NOT NULL,
     set_by text NOT NULL,
     set_at timestamptz NOT NULL,
     lifted_by text,
     lifted_at timestamptz`,
  ),
  check('kyc_holds', 'kyc_holds_reason_known', oneOf('reason', HOLD_REASONS)),
  check('kyc_holds', 'kyc_holds_lifted_by_somebody', '(lifted_by IS NULL) = (lifted_at IS NULL)'),
  index('kyc_holds_of_person', 'kyc_holds (person_id, set_at)'),
  guardHold,
  onlyWriter('kyc_holds', 'kyc'),
  trigger('kyc_holds', 'kyc_holds_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'kyc_guard_hold()'),
  refuseAdditions('kyc_holds', 'person_id', 'forgotten'),
  neverDeleted('kyc_holds'),
  guardErasure,
  onlyWriter('kyc_erasures', 'kyc'),
  trigger('kyc_erasures', 'kyc_erasures_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'kyc_guard_erasure()'),
  neverDeleted('kyc_erasures'),
  // Who may look at somebody who is restricted, for a while and for what.
  table(
    'kyc_legal_accesses',
    `id text PRIMARY KEY,
     person_id text NOT NULL,
     viewer text NOT NULL,
     purpose text NOT NULL,
     granted_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL CHECK (expires_at > granted_at)`,
  ),
  check('kyc_legal_accesses', 'kyc_legal_accesses_purpose_known', oneOf('purpose', LEGAL_PURPOSES)),
  index('kyc_legal_accesses_of_viewer', 'kyc_legal_accesses (person_id, viewer, expires_at)'),
  onlyWriter('kyc_legal_accesses', 'kyc'),
  appendOnly('kyc_legal_accesses'),
];
