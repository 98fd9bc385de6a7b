import { check, index, sqlFunction, table, trigger, type Guard } from '../database/guards';

/** What an object is never changes: its bytes are sealed for exactly that. */
const guardObject = sqlFunction(
  'mangrove_guard_object()',
  'trigger',
  `BEGIN
  IF (NEW.key, NEW.store, NEW.subject, NEW.version, NEW.begun_at) IS DISTINCT FROM (OLD.key, OLD.store, OLD.subject, OLD.version, OLD.begun_at) THEN
    RAISE EXCEPTION 'What the stored object % is never changes.', OLD.key USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

export const storageGuards: Guard[] = [
  // A row is there before its bytes and goes after them, so that no bytes lie about of which nobody knows. `erase_at` is
  // when they are due to be erased: never, once somebody has kept them.
  table(
    'stored_objects',
    `key text PRIMARY KEY,
     store text NOT NULL,
     subject text NOT NULL,
     version int NOT NULL,
     begun_at timestamptz NOT NULL DEFAULT now(),
     erase_at timestamptz`,
  ),
  check('stored_objects', 'stored_objects_version', 'version >= 1'),
  index('stored_objects_of_subject', 'stored_objects (subject)'),
  index('stored_objects_due', 'stored_objects (erase_at) WHERE erase_at IS NOT NULL'),
  guardObject,
  trigger('stored_objects', 'stored_objects_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'mangrove_guard_object()'),
  trigger('stored_objects', 'stored_objects_no_truncate', 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
];
