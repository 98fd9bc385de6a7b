import { commitTrigger, index, sqlFunction, uniqueIndex, type Guard } from '../database/guards';

/**
 * Whoever is blocked, deleted or given another role is signed out, whatever wrote it. At COMMIT, so that our own code,
 * which also announces it, comes first. `up_users_role_lnk` loses its row when the user or the role is deleted.
 */
const endSessions = sqlFunction(
  'mangrove_end_sessions()',
  'trigger',
  `DECLARE concerned text;
BEGIN
  IF TG_TABLE_NAME = 'up_users' THEN
    concerned := OLD.id::text;
  ELSE
    concerned := OLD.user_id::text;
    -- The same role taken away and given again in one transaction is no change, nor is another place in the role's list.
    IF EXISTS (SELECT 1 FROM up_users_role_lnk WHERE user_id = OLD.user_id AND role_id = OLD.role_id) THEN
      RETURN NULL;
    END IF;
  END IF;
  DELETE FROM strapi_sessions WHERE origin = 'users-permissions' AND user_id = concerned;
  RETURN NULL;
END`,
);

export const authenticationGuards: Guard[] = [
  uniqueIndex('strapi_sessions_session_id', 'strapi_sessions (session_id)'),
  index('strapi_sessions_user', 'strapi_sessions (user_id, origin)'),
  uniqueIndex('up_users_document_id', 'up_users (document_id)'),
  uniqueIndex('up_users_email_unique', 'up_users (lower(email))'),
  uniqueIndex('up_users_username_unique', 'up_users (lower(username))'),
  endSessions,
  commitTrigger('up_users', 'up_users_end_sessions', 'AFTER DELETE', 'mangrove_end_sessions()'),
  `DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'up_users_blocked' AND tgrelid = 'up_users'::regclass) THEN
    CREATE CONSTRAINT TRIGGER up_users_blocked AFTER UPDATE OF blocked ON up_users DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW WHEN (NEW.blocked IS TRUE) EXECUTE FUNCTION mangrove_end_sessions();
  END IF;
END $$;`,
  commitTrigger('up_users_role_lnk', 'up_users_role_end_sessions', 'AFTER UPDATE OR DELETE', 'mangrove_end_sessions()'),
];
