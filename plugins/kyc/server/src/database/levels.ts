import { check, neverDeleted, sqlFunction, table, trigger, uniqueIndex, type Guard } from '#kernel';

/**
 * What was in force stays what it was: by it somebody was judged, or was let pay. A version that has not begun yet may
 * still change. And no version begins in the past, but those that a level comes with.
 */
const guardLevel = sqlFunction(
  'kyc_guard_level()',
  'trigger',
  `BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.valid_from <= now() OR (NEW.key, NEW.version) IS DISTINCT FROM (OLD.key, OLD.version)) THEN
    RAISE EXCEPTION 'Version % of level % is in force and never changes: add another one.', OLD.version, OLD.key USING ERRCODE = 'restrict_violation';
  END IF;
  NEW.created_at := CASE WHEN TG_OP = 'INSERT' THEN now() ELSE OLD.created_at END;
  IF NEW.valid_from < now() AND EXISTS (SELECT FROM kyc_levels l WHERE l.key = NEW.key AND l.created_at < now()) THEN
    RAISE EXCEPTION 'Version % of level % would begin in the past: let it begin later.', NEW.version, NEW.key USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT FROM kyc_levels l WHERE (l.key = NEW.key) <> (l.rank = NEW.rank)) THEN
    RAISE EXCEPTION 'Level % cannot have the rank %: a level keeps its rank, and shares it with no other.', NEW.key, NEW.rank USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

export const levelGuards: Guard[] = [
  table(
    'kyc_levels',
    `key text NOT NULL,
     version int NOT NULL CHECK (version > 0),
     rank int NOT NULL CHECK (rank >= 0),
     name text NOT NULL,
     valid_from timestamptz NOT NULL,
     requirements jsonb NOT NULL,
     limits jsonb NOT NULL,
     validity_days int CHECK (validity_days > 0),
     needs_second_review boolean NOT NULL,
     is_offered boolean NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (key, version)`,
  ),
  // Also how the version of a moment is found: by rank, the latest that has begun.
  uniqueIndex('kyc_levels_begin', 'kyc_levels (rank, valid_from DESC)'),
  check('kyc_levels', 'kyc_levels_requirements_form', `jsonb_typeof(requirements) = 'object' AND jsonb_typeof(limits) = 'object'`),
  guardLevel,
  trigger('kyc_levels', 'kyc_levels_guard', 'BEFORE INSERT OR UPDATE', 'FOR EACH ROW', 'kyc_guard_level()'),
  neverDeleted('kyc_levels'),
];
