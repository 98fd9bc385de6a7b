import { check, index, neverDeleted, sqlFunction, table, trigger, type Guard } from '#kernel';

/**
 * What a message is never changes; what it says may be edited, and the database keeps what that replaces. A deletion
 * keeps nothing: texts lie here and not in the log, which never forgets. Nothing brings a deleted message back.
 *
 * The functions that write here say BY_INDEX, and this runs within them: said here it would cost each message.
 */
const guardMessage = sqlFunction(
  'messaging_guard_message()',
  'trigger',
  `BEGIN
  IF coalesce(current_setting('mangrove.writer', true), '') <> 'messaging' THEN
    RAISE EXCEPTION 'Messages change only through the acts of the messaging plugin.' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.version <> 1 OR NEW.changed_seq IS NOT NULL THEN
      RAISE EXCEPTION 'A message begins unchanged.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.room_id, NEW.seq, NEW.sender, NEW.client_message_id, NEW.reply_to, NEW.sent_at)
     IS DISTINCT FROM (OLD.id, OLD.room_id, OLD.seq, OLD.sender, OLD.client_message_id, OLD.reply_to, OLD.sent_at) THEN
    RAISE EXCEPTION 'What message % is never changes.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.text IS NULL THEN
    RAISE EXCEPTION 'Message % was deleted.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.changed_seq IS NULL OR NEW.changed_seq <= coalesce(OLD.changed_seq, OLD.seq) THEN
    RAISE EXCEPTION 'Message % changes only with an event.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.text IS NULL THEN
    NEW.version := OLD.version;
    DELETE FROM message_versions WHERE message_id = OLD.id;
  ELSE
    NEW.version := OLD.version + 1;
    INSERT INTO message_versions (message_id, version, text, at) VALUES (OLD.id, OLD.version, OLD.text, coalesce(OLD.edited_at, OLD.sent_at));
  END IF;
  RETURN NEW;
END`,
);

/** Old texts come and go with their message alone: this trigger runs at depth 2 exactly then. */
const guardVersion = sqlFunction(
  'messaging_guard_version()',
  'trigger',
  `BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'Old versions are kept and erased with their message alone.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END`,
);

export const messageGuards: Guard[] = [
  table(
    'messages',
    `id text PRIMARY KEY,
     room_id bigint NOT NULL,
     seq bigint NOT NULL,
     sender text NOT NULL,
     client_message_id text NOT NULL,
     text text CHECK (length(text) BETWEEN 1 AND 8000),
     version int NOT NULL DEFAULT 1,
     changed_seq bigint,
     reply_to text REFERENCES messages (id),
     sent_at timestamptz NOT NULL,
     edited_at timestamptz,
     UNIQUE (room_id, sender, client_message_id),
     UNIQUE (room_id, seq),
     FOREIGN KEY (room_id, seq) REFERENCES room_events (room_id, seq),
     FOREIGN KEY (room_id, changed_seq) REFERENCES room_events (room_id, seq)`,
  ),
  // `simple` knows no language: a word is found as it was written.
  index('messages_words', `messages USING gin (to_tsvector('simple', text)) WHERE text IS NOT NULL`),
  check('messages', 'messages_deleted_with_an_event', 'text IS NOT NULL OR changed_seq IS NOT NULL'),
  table(
    'message_versions',
    `message_id text NOT NULL REFERENCES messages (id),
     version int NOT NULL,
     text text NOT NULL,
     at timestamptz NOT NULL,
     PRIMARY KEY (message_id, version)`,
  ),
  guardMessage,
  trigger('messages', 'messages_guard', 'BEFORE INSERT OR UPDATE', 'FOR EACH ROW', 'messaging_guard_message()'),
  neverDeleted('messages'),
  guardVersion,
  trigger('message_versions', 'message_versions_guard', 'BEFORE INSERT OR UPDATE OR DELETE', 'FOR EACH ROW', 'messaging_guard_version()'),
  trigger('message_versions', 'message_versions_no_truncate', 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
];
