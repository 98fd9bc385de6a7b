import { BY_INDEX, sqlFunction, type Guard } from '#kernel';

/**
 * A message, its room and the role of somebody who wants to change it; all of it NULL for who is no member. The room's
 * row is locked before the message is looked at, as everything that changes a room does.
 */
const lockMessage = sqlFunction(
  'messaging_lock_message(p_message text, p_person text, OUT o_message messages, OUT o_room rooms, OUT o_role text, OUT o_silent boolean)',
  'record',
  `BEGIN
  PERFORM set_config('mangrove.writer', 'messaging', true);
  SELECT * INTO o_room FROM rooms r WHERE r.id = (SELECT m.room_id FROM messages m WHERE m.id = p_message) FOR NO KEY UPDATE;
  SELECT m.role INTO o_role FROM room_members m WHERE m.room_id = o_room.id AND m.member = p_person;
  IF o_role IS NULL THEN o_room := NULL; RETURN; END IF;
  SELECT * INTO o_message FROM messages m WHERE m.id = p_message;
  o_silent := o_room.kind = 'direct' AND messaging_is_silent(o_room.pair);
END`,
  BY_INDEX,
);

/** Replaces what a message says. The text that it has already is no change: a repeat is answered as it was the first time. */
const edit = sqlFunction(
  `messaging_edit(p_message text, p_person text, p_text text, p_edit_seconds int, p_most_versions int, p_at timestamptz,
    OUT o_outcome text, OUT o_room text, OUT o_seq bigint, OUT o_version int)`,
  'record',
  `DECLARE
  found record;
  m messages;
BEGIN
  SELECT * INTO found FROM messaging_lock_message(p_message, p_person);
  m := found.o_message;
  o_room := (found.o_room).public_id;
  o_seq := coalesce(m.changed_seq, m.seq);
  o_outcome := CASE
    WHEN found.o_role IS NULL THEN 'unknown'
    WHEN m.sender <> p_person THEN 'not_allowed'
    WHEN m.text IS NULL THEN 'deleted'
    WHEN m.text = p_text THEN 'unchanged'
    WHEN found.o_silent THEN 'silent'
    WHEN p_at > m.sent_at + make_interval(secs => p_edit_seconds) THEN 'too_late'
    WHEN m.version >= p_most_versions THEN 'too_often'
    ELSE 'changed' END;
  IF o_outcome <> 'changed' THEN RETURN; END IF;
  o_version := m.version + 1;
  o_seq := messaging_append(m.room_id, 'message.edited', p_person, jsonb_build_object('version', o_version), p_at, m.id);
  UPDATE messages SET text = p_text, edited_at = p_at, changed_seq = o_seq WHERE id = m.id;
END`,
  BY_INDEX,
);

/** Erases what a message says and what it said before; reactions and the pin go with it, without events of their own. What remains is that somebody had said something there. */
const erase = sqlFunction(
  'messaging_delete(p_message text, p_person text, p_at timestamptz, OUT o_outcome text, OUT o_room text, OUT o_seq bigint, OUT o_by text)',
  'record',
  `DECLARE
  found record;
  m messages;
BEGIN
  SELECT * INTO found FROM messaging_lock_message(p_message, p_person);
  m := found.o_message;
  o_room := (found.o_room).public_id;
  o_seq := m.changed_seq;
  o_by := CASE WHEN m.sender = p_person THEN 'author' ELSE 'owner' END;
  o_outcome := CASE
    WHEN found.o_role IS NULL THEN 'unknown'
    WHEN o_by = 'owner' AND found.o_role <> 'owner' THEN 'not_allowed'
    WHEN m.text IS NULL THEN 'unchanged'
    ELSE 'changed' END;
  IF o_outcome <> 'changed' THEN RETURN; END IF;
  o_seq := messaging_append(m.room_id, 'message.deleted', p_person, jsonb_build_object('by', o_by), p_at, m.id);
  UPDATE messages SET text = NULL, changed_seq = o_seq WHERE id = m.id;
  DELETE FROM message_reactions x WHERE x.message_id = m.id;
  DELETE FROM message_pins x WHERE x.message_id = m.id;
END`,
  BY_INDEX,
);

export const changeGuards: Guard[] = [lockMessage, edit, erase];
