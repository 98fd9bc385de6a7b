import { BY_INDEX, checkWhenSet, index, neverDeleted, onlyWriter, sqlFunction, table, trigger, withoutConstraint, type Guard } from '#kernel';

/**
 * What a message is never changes; what it says may be edited, and the database keeps what that replaces. A deletion
 * keeps nothing: texts lie here and not in the log, which never forgets. Nothing brings a deleted message back.
 */
const guardMessage = sqlFunction(
  'messaging_guard_message()',
  'trigger',
  `BEGIN
  IF (NEW.id, NEW.room_id, NEW.seq, NEW.sender, NEW.client_message_id, NEW.reply_to, NEW.sent_at)
     IS DISTINCT FROM (OLD.id, OLD.room_id, OLD.seq, OLD.sender, OLD.client_message_id, OLD.reply_to, OLD.sent_at) THEN
    RAISE EXCEPTION 'What message % is never changes.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.text IS NULL THEN
    RAISE EXCEPTION 'Message % was deleted.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.changed_seq <= coalesce(OLD.changed_seq, OLD.seq)
     OR NOT EXISTS (SELECT FROM room_events e WHERE e.room_id = OLD.room_id AND e.seq = NEW.changed_seq AND e.message_id = OLD.id) THEN
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
  BY_INDEX,
);

/**
 * A message begins unchanged, stands in the log where it says, an event is about one message, and a reply is to one of the same room. Events
 * and messages never vanish, so what is found here stays: foreign keys would ask the same for each row by itself.
 */
const inTheLog = sqlFunction(
  'messaging_in_the_log()',
  'trigger',
  `DECLARE refused text;
BEGIN
  -- Scalar queries, which are looked up for each row: what EXISTS asks could be read whole instead.
  SELECT s.id INTO refused FROM stored s
   WHERE s.version <> 1 OR s.changed_seq IS NOT NULL
      OR (SELECT true FROM room_events e WHERE e.room_id = s.room_id AND e.seq = s.seq AND e.message_id = s.id AND e.actor = s.sender AND e.type = 'message.created') IS NULL
      OR s.reply_to IS NOT NULL AND (SELECT true FROM messages m WHERE m.id = s.reply_to AND m.room_id = s.room_id) IS NULL
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Message % is not in the log of its room, or replies to one that is not, or does not begin unchanged.', refused USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END`,
  BY_INDEX,
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
     text text,
     version int NOT NULL DEFAULT 1,
     changed_seq bigint,
     reply_to text,
     sent_at timestamptz NOT NULL,
     edited_at timestamptz,
     UNIQUE (room_id, sender, client_message_id)`,
  ),
  // `simple` knows no language: a word is found as it was written.
  index('messages_words', `messages USING gin (to_tsvector('simple', text)) WHERE text IS NOT NULL`),
  // Where there are attachments it may be empty, which an older rule forbade.
  withoutConstraint('messages', 'messages_text_check'),
  ...checkWhenSet('messages', ['text', 'changed_seq'], {
    messages_text_fits: 'length(NEW.text) <= 8000',
    messages_deleted_with_an_event: 'NEW.text IS NOT NULL OR NEW.changed_seq IS NOT NULL',
  }),
  table(
    'message_versions',
    `message_id text NOT NULL REFERENCES messages (id),
     version int NOT NULL,
     text text NOT NULL,
     at timestamptz NOT NULL,
     PRIMARY KEY (message_id, version)`,
  ),
  onlyWriter('messages', 'messaging', 'FOR EACH STATEMENT'),
  inTheLog,
  trigger('messages', 'messages_in_the_log', 'AFTER INSERT', 'REFERENCING NEW TABLE AS stored FOR EACH STATEMENT', 'messaging_in_the_log()'),
  guardMessage,
  trigger('messages', 'messages_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'messaging_guard_message()'),
  neverDeleted('messages'),
  guardVersion,
  trigger('message_versions', 'message_versions_guard', 'BEFORE INSERT OR UPDATE OR DELETE', 'FOR EACH ROW', 'messaging_guard_version()'),
  trigger('message_versions', 'message_versions_no_truncate', 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
];
