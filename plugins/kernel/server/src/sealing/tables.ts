import { BY_INDEX, check, sqlFunction, table, trigger, type Guard } from '../database/guards';

/** A lost key is lost data, so nothing but forgetting removes one, and nothing but another wrapping changes it. */
const guardKey = sqlFunction(
  'mangrove_guard_data_key()',
  'trigger',
  `BEGIN
  IF TG_OP = 'DELETE' AND coalesce(current_setting('mangrove.forgetting', true), '') = 'on' THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND (NEW.subject, NEW.created_at) IS NOT DISTINCT FROM (OLD.subject, OLD.created_at) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'Data keys are rewrapped, or forgotten with mangrove_forget(); % was refused.', TG_OP USING ERRCODE = 'restrict_violation';
END`,
);

/**
 * Removes the keys of subjects, and has their stored bytes erased afterwards. Part of the caller's transaction: from its
 * COMMIT on nothing opens what the keys have sealed.
 */
const forget = sqlFunction(
  'mangrove_forget(p_subjects text[])',
  'void',
  `BEGIN
  PERFORM set_config('mangrove.forgetting', 'on', true);
  DELETE FROM data_keys WHERE subject = ANY (p_subjects);
  PERFORM set_config('mangrove.forgetting', '', true);
  UPDATE stored_objects SET erase_at = now() WHERE subject = ANY (p_subjects) AND (erase_at IS NULL OR erase_at > now());
END`,
  BY_INDEX,
);

export const sealingGuards: Guard[] = [
  table(
    'data_keys',
    `subject text PRIMARY KEY,
     wrapped bytea NOT NULL,
     wrapped_by text NOT NULL,
     wrapped_with text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now()`,
  ),
  check('data_keys', 'data_keys_are_wrapped', 'octet_length(wrapped) > 32'),
  guardKey,
  trigger('data_keys', 'data_keys_guard', 'BEFORE UPDATE OR DELETE', 'FOR EACH ROW', 'mangrove_guard_data_key()'),
  trigger('data_keys', 'data_keys_no_truncate', 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
  forget,
];
