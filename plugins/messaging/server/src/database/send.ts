import { BY_INDEX, sqlFunction, type Guard } from '#kernel';

/**
 * Stores a batch of messages, each line as if it came alone: a refusal is no exception and undoes no other line. Rooms
 * are locked in the order of their ids, before anything else, so that two batches over the same rooms never wait for each
 * other in a circle. A repeated line is found under that lock and answered as it was the first time, also where both come
 * in one batch.
 *
 * Lines are judged one by one, by index whatever the tables were like when this was planned; what is stored is stored at
 * once. So a line costs its lookups and its rows, and the rules of the log are asked once for all.
 */
const send = sqlFunction(
  'messaging_send(p_lines jsonb, p_at timestamptz)',
  'TABLE (o_line int, o_outcome text, o_seq bigint, o_message_id text, o_at timestamptz)',
  `DECLARE
  l record;
  r rooms;
  asked_room text := '';
  is_silent boolean;
  is_member boolean;
  is_reply_unknown boolean;
  is_attachment_unknown boolean := false;
  attached text[] := '{}';
  held text;
  is_too_early boolean;
  written_at timestamptz;
  sender_role text;
  kept text[];
  is_mention_unknown boolean;
  has_mentions boolean := false;
  m messages;
  e room_events;
  new_messages messages[] := '{}';
  new_events room_events[] := '{}';
BEGIN
  PERFORM set_config('mangrove.writer', 'messaging', true);
  FOR l IN
    SELECT x.*, count(*) OVER (PARTITION BY x.room, x.sender, x.client_message_id) > 1 AS comes_twice
      FROM jsonb_to_recordset(p_lines) AS x (line int, room text, sender text, id text, client_message_id text, text text, reply_to text, attachments text[], mentions text[], event jsonb, in_ticket boolean)
     ORDER BY x.room COLLATE "C", x.line
  LOOP
    IF l.room <> asked_room THEN
      asked_room := l.room;
      SELECT * INTO r FROM rooms x WHERE x.public_id = l.room FOR NO KEY UPDATE;
      is_silent := r.kind = 'direct' AND messaging_is_silent(r.pair);
    END IF;
    SELECT o.member IS NOT NULL, o.role, o.last_sent_at, k.id, k.seq, k.sent_at,
           (SELECT s.kind FROM sanctions s WHERE s.person = l.sender AND s.until > p_at AND s.lifted_at IS NULL AND (s.room_id IS NULL OR s.room_id = r.id) ORDER BY s.kind LIMIT 1)
      INTO is_member, sender_role, written_at, m.id, m.seq, m.sent_at, held
      FROM (SELECT) one LEFT JOIN room_members o ON o.room_id = r.id AND o.member = l.sender
      LEFT JOIN messages k ON k.room_id = r.id AND k.sender = l.sender AND k.client_message_id = l.client_message_id;
    IF l.comes_twice AND m.id IS NULL THEN
      SELECT k.id, k.seq, k.sent_at INTO m.id, m.seq, m.sent_at FROM unnest(new_messages) k
       WHERE k.room_id = r.id AND k.sender = l.sender AND k.client_message_id = l.client_message_id;
    END IF;
    is_reply_unknown := false;
    IF l.reply_to IS NOT NULL THEN
      is_reply_unknown := NOT EXISTS (SELECT FROM messages x WHERE x.id = l.reply_to AND x.room_id = r.id);
    END IF;
    IF l.attachments IS NOT NULL THEN
      is_attachment_unknown := l.attachments && attached OR NOT messaging_attachments_are_free(l.attachments, r.id, l.sender);
    END IF;
    is_too_early := false;
    IF r.slow_mode_seconds > 0 AND sender_role <> 'owner' THEN
      is_too_early := coalesce(written_at + make_interval(secs => r.slow_mode_seconds) > p_at, false)
        OR EXISTS (SELECT FROM unnest(new_messages) k WHERE k.room_id = r.id AND k.sender = l.sender);
    END IF;
    kept := NULL; is_mention_unknown := false;
    IF l.mentions IS NOT NULL THEN
      SELECT x.o_kept, x.o_is_unknown INTO kept, is_mention_unknown FROM messaging_keep_mentions(r.id, l.sender, l.mentions, '{}') x;
    END IF;
    -- Why a line is not stored, first things first. Look up above what is asked here: a CASE with a query in it costs each line one.
    o_outcome := CASE
      -- Moves its ticket as well, in one transaction, which its own act begins.
      WHEN r.kind = 'ticket' AND l.in_ticket IS NOT TRUE THEN 'ticket'
      -- What the system tells a customer comes from nobody who could be a member.
      WHEN NOT is_member AND NOT (l.sender = 'system' AND l.in_ticket IS TRUE) THEN 'room_unknown'
      WHEN m.id IS NOT NULL THEN 'repeated'
      -- Support is taken from nobody.
      WHEN held IS NOT NULL AND r.kind <> 'ticket' THEN held
      WHEN is_silent THEN 'room_silent'
      WHEN is_too_early THEN 'slow_mode'
      WHEN is_reply_unknown THEN 'reply_unknown'
      WHEN l.attachments IS NOT NULL AND is_attachment_unknown THEN 'attachment_unknown'
      WHEN is_mention_unknown THEN 'mention_unknown'
      ELSE 'stored' END;
    IF o_outcome = 'stored' THEN
      r.last_seq := r.last_seq + 1;
      r.last_number := r.last_number + 1;
      m.id := l.id; m.room_id := r.id; m.seq := r.last_seq; m.sender := l.sender; m.client_message_id := l.client_message_id; m.text := l.text;
      m.reply_to := l.reply_to; m.sent_at := p_at;
      new_messages := new_messages || m;
      e.room_id := r.id; e.seq := r.last_seq; e.number := r.last_number; e.actor := l.sender; e.message_id := l.id;
      e.data := jsonb_strip_nulls(jsonb_build_object('clientMessageId', l.client_message_id, 'replyTo', l.reply_to, 'attachments', cardinality(l.attachments),
        'mentions', CASE WHEN cardinality(kept) > 0 THEN to_jsonb(kept) END));
      new_events := new_events || e;
      has_mentions := has_mentions OR coalesce(cardinality(kept), 0) > 0;
      attached := attached || l.attachments;
    ELSIF o_outcome <> 'repeated' THEN
      m := NULL;
    END IF;
    o_line := l.line; o_seq := m.seq; o_message_id := m.id; o_at := m.sent_at;
    RETURN NEXT;
  END LOOP;
  IF cardinality(new_messages) = 0 THEN RETURN; END IF;
  INSERT INTO room_events (room_id, seq, number, type, actor, message_id, data, at)
  SELECT n.room_id, n.seq, n.number, 'message.created', n.actor, n.message_id, n.data, p_at FROM unnest(new_events) n;
  INSERT INTO messages (id, room_id, seq, sender, client_message_id, text, reply_to, sent_at)
  SELECT n.id, n.room_id, n.seq, n.sender, n.client_message_id, n.text, n.reply_to, n.sent_at FROM unnest(new_messages) n;
  IF cardinality(attached) > 0 THEN
    PERFORM messaging_attach(x.attachments, x.id) FROM jsonb_to_recordset(p_lines) AS x (id text, attachments text[])
     WHERE x.attachments IS NOT NULL AND x.id IN (SELECT n.id FROM unnest(new_messages) n);
  END IF;
  -- Whoever writes has read what came before.
  FOR e IN SELECT DISTINCT ON (n.room_id, n.actor) n.* FROM unnest(new_events) n ORDER BY n.room_id, n.actor, n.seq DESC LOOP
    UPDATE room_members x SET read_seq = e.seq, read_number = e.number, last_sent_at = p_at WHERE x.room_id = e.room_id AND x.member = e.actor;
  END LOOP;
  IF NOT has_mentions THEN RETURN; END IF;
  FOR l IN
    SELECT x.room, x.id, x.sender, x.event, ARRAY(SELECT jsonb_array_elements_text(n.data->'mentions')) AS kept
      FROM unnest(new_events) n JOIN jsonb_to_recordset(p_lines) AS x (room text, id text, sender text, event jsonb) ON x.id = n.message_id
     WHERE n.data->'mentions' IS NOT NULL
  LOOP
    PERFORM messaging_mention(l.room, l.id, l.sender, l.kept, l.event);
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
