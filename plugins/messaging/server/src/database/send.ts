import { BY_INDEX, sqlFunction, type Guard } from '#kernel';

/**
 * Stores a batch of messages. Each line is stored or refused by itself: a refusal is no exception and undoes no other
 * line. Rooms are locked in the order of their ids, before anything else, so that two batches over the same rooms never
 * wait for each other in a circle. A repeated line is found under that lock and answered as it was the first time.
 */
const send = sqlFunction(
  'messaging_send(p_lines jsonb, p_at timestamptz)',
  'TABLE (o_line int, o_outcome text, o_seq bigint, o_message_id text, o_at timestamptz)',
  `DECLARE
  l record;
  r rooms;
  asked_room text := '';
  reached bigint;
  silent boolean;
BEGIN
  PERFORM set_config('mangrove.writer', 'messaging', true);
  FOR l IN
    SELECT * FROM jsonb_to_recordset(p_lines) AS x (line int, room text, sender text, id text, client_message_id text, text text, reply_to text, in_ticket boolean)
    ORDER BY x.room COLLATE "C", x.line
  LOOP
    o_line := l.line; o_outcome := 'stored'; o_seq := NULL; o_message_id := NULL; o_at := NULL;
    IF l.room <> asked_room THEN
      asked_room := l.room;
      SELECT * INTO r FROM rooms WHERE public_id = l.room FOR NO KEY UPDATE;
      silent := r.kind = 'direct' AND messaging_is_silent(r.pair);
    END IF;
    -- Moves its ticket as well, in one transaction, which its own act begins.
    IF r.kind = 'ticket' AND l.in_ticket IS NOT TRUE THEN
      o_outcome := 'ticket'; RETURN NEXT; CONTINUE;
    END IF;
    -- What the system tells a customer comes from nobody who could be a member.
    IF NOT (l.sender = 'system' AND l.in_ticket IS TRUE) AND NOT EXISTS (SELECT 1 FROM room_members WHERE room_id = r.id AND member = l.sender) THEN
      o_outcome := 'room_unknown'; RETURN NEXT; CONTINUE;
    END IF;
    SELECT m.id, m.seq, m.sent_at INTO o_message_id, o_seq, o_at FROM messages m
     WHERE m.room_id = r.id AND m.sender = l.sender AND m.client_message_id = l.client_message_id;
    IF FOUND THEN
      o_outcome := 'repeated'; RETURN NEXT; CONTINUE;
    END IF;
    IF silent THEN
      o_outcome := 'room_silent'; RETURN NEXT; CONTINUE;
    END IF;
    IF l.reply_to IS NOT NULL AND NOT EXISTS (SELECT 1 FROM messages WHERE id = l.reply_to AND room_id = r.id) THEN
      o_outcome := 'reply_unknown'; RETURN NEXT; CONTINUE;
    END IF;
    o_message_id := l.id; o_at := p_at;
    INSERT INTO room_events (room_id, type, actor, message_id, data, at)
    VALUES (r.id, 'message.created', l.sender, l.id, jsonb_strip_nulls(jsonb_build_object('clientMessageId', l.client_message_id, 'replyTo', l.reply_to)), p_at)
    RETURNING seq, number INTO o_seq, reached;
    INSERT INTO messages (id, room_id, seq, sender, client_message_id, text, reply_to, sent_at)
    VALUES (l.id, r.id, o_seq, l.sender, l.client_message_id, l.text, l.reply_to, p_at);
    -- Whoever writes has read what came before.
    UPDATE room_members SET read_seq = o_seq, read_number = reached WHERE room_id = r.id AND member = l.sender;
    RETURN NEXT;
  END LOOP;
END`,
  BY_INDEX,
);

/** In a larger room nobody looks at who has read what, and every position would go to every reader. */
export const READ_POSITIONS_LOGGED_UP_TO = 20;

/**
 * Moves a member's read position forward, never past the head. It enters the log where others see it, and only when it
 * passes a message: its own event must not be something to be read again.
 */
const markRead = sqlFunction(
  'messaging_mark_read(p_room text, p_member text, p_seq bigint, p_at timestamptz, OUT o_seq bigint, OUT o_unread bigint, OUT o_event_seq bigint)',
  'record',
  `DECLARE
  r rooms;
  m room_members;
  passed bigint;
BEGIN
  PERFORM set_config('mangrove.writer', 'messaging', true);
  SELECT * INTO r FROM rooms WHERE public_id = p_room FOR NO KEY UPDATE;
  SELECT * INTO m FROM room_members WHERE room_id = r.id AND member = p_member;
  IF m.room_id IS NULL THEN RETURN; END IF;
  o_seq := greatest(least(p_seq, r.last_seq), m.read_seq);
  IF o_seq > m.read_seq THEN
    SELECT e.number INTO passed FROM room_events e WHERE e.room_id = r.id AND e.seq = o_seq;
    UPDATE room_members SET read_seq = o_seq, read_number = passed WHERE room_id = r.id AND member = p_member;
    -- Nobody learns what was read by somebody out of their reach.
    IF passed > m.read_number AND NOT (r.kind = 'direct' AND messaging_is_silent(r.pair))
       AND (SELECT count(*) FROM (SELECT 1 FROM room_members WHERE room_id = r.id LIMIT ${READ_POSITIONS_LOGGED_UP_TO + 1}) first) <= ${READ_POSITIONS_LOGGED_UP_TO} THEN
      o_event_seq := messaging_append(r.id, 'read.moved', p_member, jsonb_build_object('seq', o_seq), p_at);
    END IF;
  END IF;
  o_unread := r.last_number - greatest(coalesce(passed, 0), m.read_number);
END`,
  BY_INDEX,
);

export const sendGuards: Guard[] = [send, markRead];
