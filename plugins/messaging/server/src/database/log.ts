import { appendOnly, BY_INDEX, sqlFunction, table, trigger, type Guard } from '#kernel';

/**
 * Gives an event the next number of its room. The UPDATE holds the room's row until COMMIT, so numbers are given in the
 * order of commits; a transaction that is undone gives its number back. Hence no holes, whoever inserts.
 *
 * `number` is how many messages the room had then: unread messages are a subtraction.
 *
 * The functions that insert say BY_INDEX, and this runs within them: said here it would cost each row.
 */
const takeSeq = sqlFunction(
  'messaging_take_seq()',
  'trigger',
  `BEGIN
  IF NEW.seq IS NOT NULL OR NEW.number IS NOT NULL THEN
    RAISE EXCEPTION 'The log gives numbers itself: insert neither seq nor number.' USING ERRCODE = 'restrict_violation';
  END IF;
  UPDATE rooms SET last_seq = last_seq + 1, last_number = last_number + (NEW.type = 'message.created')::int, last_event_at = NEW.at
   WHERE id = NEW.room_id RETURNING last_seq, last_number INTO NEW.seq, NEW.number;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Room % does not exist.', NEW.room_id USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END`,
);

/** Everything else than messages that a room's members must see. The caller holds the room's row. */
const append = sqlFunction(
  'messaging_append(p_room bigint, p_type text, p_actor text, p_data jsonb, p_at timestamptz)',
  'bigint',
  `DECLARE given bigint;
BEGIN
  PERFORM set_config('mangrove.writer', 'messaging', true);
  INSERT INTO room_events (room_id, type, actor, data, at) VALUES (p_room, p_type, p_actor, p_data, p_at) RETURNING seq INTO given;
  RETURN given;
END`,
  BY_INDEX,
);

export const logGuards: Guard[] = [
  // Rooms are never removed, and the trigger finds the room: no foreign key, which would look for the same row again.
  table(
    'room_events',
    `room_id bigint NOT NULL,
     seq bigint NOT NULL,
     number bigint NOT NULL,
     type text NOT NULL CHECK (type ~ '^[a-z]+(\\.[a-z_]+)+$'),
     actor text NOT NULL,
     message_id text,
     data jsonb NOT NULL,
     at timestamptz NOT NULL,
     PRIMARY KEY (room_id, seq)`,
  ),
  takeSeq,
  trigger('room_events', 'room_events_take_seq', 'BEFORE INSERT', 'FOR EACH ROW', 'messaging_take_seq()'),
  appendOnly('room_events'),
  append,
];
