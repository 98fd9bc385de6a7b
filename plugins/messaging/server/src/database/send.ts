import { BY_INDEX, sqlFunction, type Guard } from '#kernel';

/**
 * Stores a batch of messages, each line as if it came alone: a refusal is no exception and undoes no other line. Rooms
 * are locked in the order of their ids, before anything else, so that two batches over the same rooms never wait for each
 * other in a circle. A repeated line is found under that lock and answered as it was the first time, also where both come
 * in one batch.
 *
 * Lines are looked up together, each by index whatever the tables were like when this was planned: LATERAL … LIMIT 1 and
 * scalar queries leave no other way. What is stored is stored at once, so the rules of the log are asked once for all.
 */
const send = sqlFunction(
  'messaging_send(p_lines jsonb, p_at timestamptz)',
  'TABLE (o_line int, o_outcome text, o_seq bigint, o_message_id text, o_at timestamptz)',
  `DECLARE
  writer text := set_config('mangrove.writer', 'messaging', true);
  l record;
  room text := '';
  head_seq bigint;
  head_number bigint;
  key text;
  keys text[] := '{}';
  senders text[] := '{}';
  attached text[] := '{}';
  kept text[];
  is_mention_unknown boolean;
  has_mentions boolean := false;
  m messages;
  e room_events;
  new_messages messages[] := '{}';
  new_events room_events[] := '{}';
BEGIN
  PERFORM FROM rooms r WHERE r.public_id = ANY (ARRAY(SELECT x.room FROM jsonb_to_recordset(p_lines) AS x (room text))) ORDER BY r.public_id COLLATE "C" FOR NO KEY UPDATE;
  -- Another statement, which sees what those have committed whom the locks waited for.
  FOR l IN
    SELECT x.*, r.id AS room_id, r.kind, r.last_seq, r.last_number, r.slow_mode_seconds, r.kind = 'direct' AND messaging_is_silent(r.pair) AS is_silent,
           o.member IS NOT NULL AS is_member, o.role, o.last_sent_at, k.id AS known_id, k.seq AS known_seq, k.sent_at AS known_at,
           (SELECT s.kind FROM sanctions s WHERE s.person = x.sender AND s.until > p_at AND s.lifted_at IS NULL AND (s.room_id IS NULL OR s.room_id = r.id) ORDER BY s.kind LIMIT 1) AS held,
           CASE WHEN x.reply_to IS NOT NULL THEN (SELECT true FROM messages a WHERE a.id = x.reply_to AND a.room_id = r.id) IS NULL END AS is_reply_unknown,
           CASE WHEN x.attachments IS NOT NULL THEN NOT messaging_attachments_are_free(x.attachments, r.id, x.sender) END AS is_attachment_unknown
      FROM jsonb_to_recordset(p_lines) AS x (line int, room text, sender text, id text, client_message_id text, text text, reply_to text, attachments text[], mentions text[], event jsonb, in_ticket boolean, copied_from jsonb)
      LEFT JOIN LATERAL (SELECT r.id, r.kind, r.pair, r.last_seq, r.last_number, r.slow_mode_seconds FROM rooms r WHERE r.public_id = x.room LIMIT 1) r ON true
      LEFT JOIN LATERAL (SELECT o.member, o.role, o.last_sent_at FROM room_members o WHERE o.room_id = r.id AND o.member = x.sender LIMIT 1) o ON true
      LEFT JOIN LATERAL (SELECT k.id, k.seq, k.sent_at FROM messages k WHERE k.room_id = r.id AND k.sender = x.sender AND k.client_message_id = x.client_message_id LIMIT 1) k ON true
     ORDER BY x.room COLLATE "C", x.line
  LOOP
    IF l.room <> room THEN
      room := l.room; head_seq := l.last_seq; head_number := l.last_number; senders := '{}'; keys := '{}';
    END IF;
    m.id := l.known_id; m.seq := l.known_seq; m.sent_at := l.known_at;
    key := l.sender || ' ' || l.client_message_id;
    IF key = ANY (keys) THEN
      SELECT k.id, k.seq, k.sent_at INTO m.id, m.seq, m.sent_at FROM unnest(new_messages) k
       WHERE k.room_id = l.room_id AND k.sender = l.sender AND k.client_message_id = l.client_message_id;
    END IF;
    kept := NULL; is_mention_unknown := false;
    IF l.mentions IS NOT NULL THEN
      SELECT x.o_kept, x.o_is_unknown INTO kept, is_mention_unknown FROM messaging_keep_mentions(l.room_id, l.sender, l.mentions, '{}') x;
    END IF;
    -- Why a line is not stored, first things first. Look up above what is asked here: a CASE with a query in it costs each line one.
    o_outcome := CASE
      -- Moves its ticket as well, in one transaction, which its own act begins.
      WHEN l.kind = 'ticket' AND l.in_ticket IS NOT TRUE THEN 'ticket'
      -- What the system tells a customer comes from nobody who could be a member.
      WHEN NOT l.is_member AND NOT (l.sender = 'system' AND l.in_ticket IS TRUE) THEN 'room_unknown'
      WHEN m.id IS NOT NULL THEN 'repeated'
      -- Support is taken from nobody.
      WHEN l.held IS NOT NULL AND l.kind <> 'ticket' THEN l.held
      WHEN l.is_silent THEN 'room_silent'
      WHEN l.slow_mode_seconds > 0 AND l.role <> 'owner' AND (l.sender = ANY (senders) OR coalesce(l.last_sent_at + make_interval(secs => l.slow_mode_seconds) > p_at, false)) THEN 'slow_mode'
      WHEN l.is_reply_unknown THEN 'reply_unknown'
      WHEN l.is_attachment_unknown OR l.attachments && attached THEN 'attachment_unknown'
      WHEN is_mention_unknown THEN 'mention_unknown'
      ELSE 'stored' END;
    IF o_outcome = 'stored' THEN
      head_seq := head_seq + 1;
      head_number := head_number + 1;
      -- By name: a table that grew has its columns in another order.
      m.id := l.id; m.room_id := l.room_id; m.seq := head_seq; m.sender := l.sender; m.client_message_id := l.client_message_id; m.text := l.text;
      m.reply_to := l.reply_to; m.sent_at := p_at;
      new_messages := new_messages || m;
      e.room_id := l.room_id; e.seq := head_seq; e.number := head_number; e.actor := l.sender; e.message_id := l.id;
      e.data := jsonb_strip_nulls(jsonb_build_object('clientMessageId', l.client_message_id, 'replyTo', l.reply_to, 'attachments', cardinality(l.attachments), 'copiedFrom', l.copied_from,
        'mentions', CASE WHEN cardinality(kept) > 0 THEN to_jsonb(kept) END));
      new_events := new_events || e;
      keys := keys || key;
      senders := senders || l.sender;
      has_mentions := has_mentions OR coalesce(cardinality(kept), 0) > 0;
      attached := attached || l.attachments;
    ELSIF o_outcome <> 'repeated' THEN
      m := NULL;
    END IF;
    o_line := l.line; o_seq := m.seq; o_message_id := m.id; o_at := m.sent_at;
    RETURN NEXT;
  END LOOP;
  IF cardinality(new_messages) = 0 THEN RETURN; END IF;
  -- Whoever writes has read what came before.
  WITH logged AS (
    INSERT INTO room_events (room_id, seq, number, type, actor, message_id, data, at)
    SELECT n.room_id, n.seq, n.number, 'message.created', n.actor, n.message_id, n.data, p_at FROM unnest(new_events) n
  ), kept AS (
    INSERT INTO messages (id, room_id, seq, sender, client_message_id, text, reply_to, sent_at)
    SELECT n.id, n.room_id, n.seq, n.sender, n.client_message_id, n.text, n.reply_to, n.sent_at FROM unnest(new_messages) n
  )
  UPDATE room_members x SET read_seq = n.seq, read_number = n.number, last_sent_at = p_at
    FROM (SELECT DISTINCT ON (u.room_id, u.actor) u.* FROM unnest(new_events) u ORDER BY u.room_id, u.actor, u.seq DESC) n
   WHERE x.room_id = n.room_id AND x.member = n.actor;
  IF cardinality(attached) > 0 THEN
    PERFORM messaging_attach(x.attachments, x.id) FROM jsonb_to_recordset(p_lines) AS x (id text, attachments text[])
     WHERE x.attachments IS NOT NULL AND x.id IN (SELECT n.id FROM unnest(new_messages) n);
  END IF;
  IF NOT has_mentions THEN RETURN; END IF;
  FOR l IN
    SELECT x.room, x.id, x.sender, x.event, ARRAY(SELECT jsonb_array_elements_text(n.data->'mentions')) AS kept
      FROM unnest(new_events) n JOIN jsonb_to_recordset(p_lines) AS x (room text, id text, sender text, event jsonb) ON x.id = n.message_id
     WHERE n.data->'mentions' IS NOT NULL
  LOOP
    PERFORM messaging_mention(l.room, l.id, l.sender, l.kept, l.event);
  END LOOP;
END`,
  `${BY_INDEX} SET enable_hashjoin = off SET enable_mergejoin = off`,
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
