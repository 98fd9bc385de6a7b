import { appendOnly, BY_INDEX, onlyWriter, sqlFunction, table, trigger, type Guard } from '#kernel';

/**
 * Events of a room bear its next numbers, without a hole, and move its head there: all events of a statement at once, a
 * room's each. The UPDATE holds the room's row until COMMIT, so whoever comes with the same numbers waits and is refused,
 * and numbers are committed in their order; a transaction that is undone gives its numbers back. It does not matter who
 * inserts: the rule is the table's.
 *
 * `number` is how many messages the room had then: unread messages are a subtraction.
 */
const moveHeads = sqlFunction(
  'messaging_move_heads()',
  'trigger',
  `DECLARE refused bigint;
BEGIN
  WITH h AS (
    -- The primary key keeps numbers apart, so as many as from the first to the last have no hole.
    SELECT p.room_id, max(p.seq) AS last_seq, max(p.number) AS last_number, max(p.at) AS last_at, min(p.seq) - 1 AS seq_before, min(p.number_before) AS number_before,
           count(*) = max(p.seq) - min(p.seq) + 1 AND min(p.number_before) = max(p.number_before) AS is_whole
      FROM (SELECT s.room_id, s.seq, s.number, s.at, s.number - count(*) FILTER (WHERE s.type = 'message.created') OVER (PARTITION BY s.room_id ORDER BY s.seq) AS number_before
              FROM stored s) p
     GROUP BY p.room_id
  ), moved AS (
    UPDATE rooms r SET last_seq = h.last_seq, last_number = h.last_number, last_event_at = h.last_at FROM h
     WHERE r.id = h.room_id AND h.is_whole AND r.last_seq = h.seq_before AND r.last_number = h.number_before RETURNING r.id
  )
  SELECT h.room_id INTO refused FROM h WHERE h.room_id NOT IN (SELECT moved.id FROM moved) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'The log of room % goes on with its next numbers, or there is no such room.', refused USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END`,
  `${BY_INDEX} SET enable_hashjoin = off SET enable_mergejoin = off`,
);

/** One event more, of any kind but a message: those come in sets. @returns its number. */
const append = sqlFunction(
  'messaging_append(p_room bigint, p_type text, p_actor text, p_data jsonb, p_at timestamptz, p_message text DEFAULT NULL)',
  'bigint',
  `DECLARE given bigint;
BEGIN
  PERFORM set_config('mangrove.writer', 'messaging', true);
  INSERT INTO room_events (room_id, seq, number, type, actor, message_id, data, at)
  SELECT r.id, r.last_seq + 1, r.last_number, p_type, p_actor, p_message, p_data, p_at FROM rooms r WHERE r.id = p_room FOR NO KEY UPDATE
  RETURNING seq INTO given;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Room % does not exist.', p_room USING ERRCODE = 'foreign_key_violation';
  END IF;
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
  onlyWriter('room_events', 'messaging', 'FOR EACH STATEMENT'),
  moveHeads,
  trigger('room_events', 'room_events_move_heads', 'AFTER INSERT', 'REFERENCING NEW TABLE AS stored FOR EACH STATEMENT', 'messaging_move_heads()'),
  appendOnly('room_events'),
  append,
];
