import { BY_INDEX, check, commitTrigger, index, neverDeleted, oneOf, onlyWriter, sqlFunction, stepsOf, trigger, uniqueIndex, type Guard } from '#kernel';
import { profileMachine, RISKS } from '../domain/profile';

const guardProfile = sqlFunction(
  'kyc_guard_profile()',
  'trigger',
  `BEGIN
  IF (NEW.document_id, NEW.person_id, NEW.created_at) IS DISTINCT FROM (OLD.document_id, OLD.person_id, OLD.created_at) THEN
    RAISE EXCEPTION 'Whom profile % is about never changes.', OLD.document_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (${stepsOf(profileMachine)}) THEN
    RAISE EXCEPTION 'Profile % cannot go from % to %.', OLD.document_id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** A level above that of a newcomer stands on an application of the same person, for that level, that was approved. */
const assertEarned = sqlFunction(
  'kyc_assert_earned()',
  'trigger',
  `BEGIN
  IF NEW.level_rank > 0 AND NOT EXISTS (
       SELECT FROM kyc_applications a JOIN kyc_levels l ON l.key = a.level AND l.version = a.level_version
        WHERE a.document_id = NEW.application_id AND a.person_id = NEW.person_id AND a.state = 'approved' AND a.level = NEW.level AND l.rank = NEW.level_rank) THEN
    RAISE EXCEPTION 'Profile % has the level % without an approved application for it.', NEW.document_id, NEW.level USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM kyc_levels l WHERE l.key = NEW.level AND l.rank = NEW.level_rank) THEN
    RAISE EXCEPTION 'Profile % has the unknown level %.', NEW.document_id, NEW.level USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END`,
  BY_INDEX,
);

export const profileGuards: Guard[] = [
  uniqueIndex('kyc_profiles_public_id', 'kyc_profiles (document_id)'),
  uniqueIndex('kyc_profiles_of_person', 'kyc_profiles (person_id)'),
  check('kyc_profiles', 'kyc_profiles_state_known', oneOf('state', profileMachine.states)),
  check('kyc_profiles', 'kyc_profiles_risk_known', oneOf('risk', RISKS)),
  check('kyc_profiles', 'kyc_profiles_complete', 'document_id IS NOT NULL AND person_id IS NOT NULL AND level IS NOT NULL AND level_rank IS NOT NULL AND state IS NOT NULL AND risk IS NOT NULL AND created_at IS NOT NULL'),
  check('kyc_profiles', 'kyc_profiles_review_before_end', '(next_review_at IS NULL) = (lapses_at IS NULL) AND next_review_at <= lapses_at'),
  index('kyc_profiles_to_review', `kyc_profiles (next_review_at) WHERE state = 'active' AND next_review_at IS NOT NULL`),
  index('kyc_profiles_to_lapse', `kyc_profiles (lapses_at) WHERE state = 'review_due' AND lapses_at IS NOT NULL`),
  index('kyc_profiles_without_level', 'kyc_profiles (updated_at) WHERE level_rank = 0'),
  guardProfile,
  onlyWriter('kyc_profiles', 'kyc'),
  trigger('kyc_profiles', 'kyc_profiles_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'kyc_guard_profile()'),
  neverDeleted('kyc_profiles'),
  assertEarned,
  commitTrigger('kyc_profiles', 'kyc_profiles_earned', 'AFTER INSERT OR UPDATE', 'kyc_assert_earned()'),
];
