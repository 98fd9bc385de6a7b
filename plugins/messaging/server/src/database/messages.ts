import { neverDeleted, sqlFunction, table, trigger, type Guard } from '#kernel';

/** A message is what it was when it was sent. Its text lies here and not in the log, which never forgets. */
const guardMessage = sqlFunction(
  'messaging_guard_message()',
  'trigger',
  `BEGIN
  IF coalesce(current_setting('mangrove.writer', true), '') <> 'messaging' THEN
    RAISE EXCEPTION 'Messages change only through the acts of the messaging plugin.' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'What message % is never changes.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
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
     text text NOT NULL CHECK (length(text) BETWEEN 1 AND 8000),
     reply_to text REFERENCES messages (id),
     sent_at timestamptz NOT NULL,
     UNIQUE (room_id, sender, client_message_id),
     UNIQUE (room_id, seq),
     FOREIGN KEY (room_id, seq) REFERENCES room_events (room_id, seq)`,
  ),
  guardMessage,
  trigger('messages', 'messages_guard', 'BEFORE INSERT OR UPDATE', 'FOR EACH ROW', 'messaging_guard_message()'),
  neverDeleted('messages'),
];
