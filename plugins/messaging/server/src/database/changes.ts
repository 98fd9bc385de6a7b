import { BY_INDEX, sqlFunction, type Guard } from '#kernel';

/**
 * A message, its room, and somebody who wants to change it: their role in the room, and what they are held back by; all of
 * it NULL for who is no member. The room's row is locked before the message is looked at, as everything that changes a
 * room does.
 */
const lockMessage = sqlFunction(
  'messaging_lock_message(p_message text, p_person text, p_at timestamptz, OUT o_message messages, OUT o_room rooms, OUT o_role text, OUT o_silent boolean, OUT o_held text)',
  'record',
  `BEGIN
  PERFORM set_config('mangrove.writer', 'messaging', true);
  SELECT * INTO o_room FROM rooms r WHERE r.id = (SELECT m.room_id FROM messages m WHERE m.id = p_message) FOR NO KEY UPDATE;
  SELECT m.role INTO o_role FROM room_members m WHERE m.room_id = o_room.id AND m.member = p_person;
  IF o_role IS NULL THEN o_room := NULL; RETURN; END IF;
  SELECT * INTO o_message FROM messages m WHERE m.id = p_message;
  o_silent := o_room.kind = 'direct' AND messaging_is_silent(o_room.pair);
  SELECT s.o_kind INTO o_held FROM messaging_standing(p_person, o_room.id, p_at) s;
END`,
  BY_INDEX,
);

/**
 * Replaces what a message says and whom it mentions; NULL leaves the mentions as they are. What it says already is no
 * change: a repeat is answered as it was the first time.
 */
const edit = sqlFunction(
  `messaging_edit(p_message text, p_person text, p_text text, p_mentions text[], p_event jsonb, p_edit_seconds int, p_most_versions int, p_at timestamptz,
    OUT o_outcome text, OUT o_room text, OUT o_seq bigint, OUT o_version int, OUT o_mentions text[])`,
  'record',
  `DECLARE
  found record;
  m messages;
  was text[];
  named record;
BEGIN
  SELECT * INTO found FROM messaging_lock_message(p_message, p_person, p_at);
  m := found.o_message;
  o_room := (found.o_room).public_id;
  o_seq := coalesce(m.changed_seq, m.seq);
  was := ARRAY(SELECT x.person FROM message_mentions x WHERE x.message_id = m.id AND x.is_current ORDER BY x.person);
  SELECT * INTO named FROM messaging_keep_mentions(m.room_id, p_person, coalesce(p_mentions, was), ARRAY(SELECT x.person FROM message_mentions x WHERE x.message_id = m.id));
  o_mentions := CASE WHEN p_mentions IS NULL THEN was ELSE named.o_kept END;
  o_outcome := CASE
    WHEN found.o_role IS NULL THEN 'unknown'
    WHEN m.sender <> p_person THEN 'not_allowed'
    WHEN m.text IS NULL THEN 'deleted'
    WHEN m.text = p_text AND o_mentions @> was AND was @> o_mentions THEN 'unchanged'
    WHEN found.o_held IS NOT NULL THEN found.o_held
    WHEN found.o_silent THEN 'silent'
    WHEN p_at > m.sent_at + make_interval(secs => p_edit_seconds) THEN 'too_late'
    WHEN m.version >= p_most_versions THEN 'too_often'
    WHEN named.o_is_unknown THEN 'mention_unknown'
    ELSE 'changed' END;
  IF o_outcome <> 'changed' THEN RETURN; END IF;
  o_version := m.version + 1;
  o_seq := messaging_append(m.room_id, 'message.edited', p_person,
    jsonb_strip_nulls(jsonb_build_object('version', o_version, 'mentions', CASE WHEN cardinality(o_mentions) > 0 THEN to_jsonb(o_mentions) END)), p_at, m.id);
  UPDATE messages SET text = p_text, edited_at = p_at, changed_seq = o_seq WHERE id = m.id;
  PERFORM messaging_mention(o_room, m.id, p_person, o_mentions, p_event);
END`,
  BY_INDEX,
);

/** Erases what a message says and what it said before; reactions and the pin go with it, without events of their own. What remains is that somebody had said something there. */
const erase = sqlFunction(
  'messaging_erase(m messages, p_actor text, p_by text, p_at timestamptz)',
  'bigint',
  `DECLARE given bigint;
BEGIN
  given := messaging_append(m.room_id, 'message.deleted', p_actor, jsonb_build_object('by', p_by), p_at, m.id);
  UPDATE messages SET text = NULL, changed_seq = given WHERE id = m.id;
  DELETE FROM message_reactions x WHERE x.message_id = m.id;
  DELETE FROM message_pins x WHERE x.message_id = m.id;
  DELETE FROM message_mentions x WHERE x.message_id = m.id;
  RETURN given;
END`,
  BY_INDEX,
);

/** For its author and the owner of the room. */
const deleteOwn = sqlFunction(
  'messaging_delete(p_message text, p_person text, p_at timestamptz, OUT o_outcome text, OUT o_room text, OUT o_seq bigint, OUT o_by text)',
  'record',
  `DECLARE
  found record;
  m messages;
BEGIN
  SELECT * INTO found FROM messaging_lock_message(p_message, p_person, p_at);
  m := found.o_message;
  o_room := (found.o_room).public_id;
  o_seq := m.changed_seq;
  o_by := CASE WHEN m.sender = p_person THEN 'author' ELSE 'owner' END;
  o_outcome := CASE
    WHEN found.o_role IS NULL THEN 'unknown'
    WHEN o_by = 'owner' AND found.o_role <> 'owner' THEN 'not_allowed'
    WHEN m.text IS NULL THEN 'unchanged'
    -- Who is muted may still take back what they said.
    WHEN found.o_held = 'ban' THEN 'ban'
    ELSE 'changed' END;
  IF o_outcome = 'changed' THEN o_seq := messaging_erase(m, p_person, o_by, p_at); END IF;
END`,
  BY_INDEX,
);

/** Their first forms knew neither mentions nor sanctions. */
const formerForms = 'DROP FUNCTION IF EXISTS messaging_edit(text, text, text, int, int, timestamptz), messaging_lock_message(text, text);';

export const changeGuards: Guard[] = [formerForms, lockMessage, edit, erase, deleteOwn];
