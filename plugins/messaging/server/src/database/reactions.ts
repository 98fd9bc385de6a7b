import { BY_INDEX, check, index, onlyWriter, sqlFunction, table, trigger, type Guard } from '#kernel';

/** Adds or takes back one's own reaction. Where it is already as asked, nothing happens and no event is stored. */
const react = sqlFunction(
  `messaging_react(p_message text, p_person text, p_emoji text, p_is_on boolean, p_most_kinds int, p_at timestamptz,
    OUT o_outcome text, OUT o_room text, OUT o_seq bigint)`,
  'record',
  `DECLARE
  found record;
  m messages;
BEGIN
  SELECT * INTO found FROM messaging_lock_message(p_message, p_person, p_at);
  m := found.o_message;
  o_room := (found.o_room).public_id;
  o_outcome := CASE
    WHEN found.o_role IS NULL THEN 'unknown'
    WHEN m.text IS NULL THEN 'deleted'
    WHEN p_is_on = EXISTS (SELECT 1 FROM message_reactions x WHERE x.message_id = m.id AND x.emoji = p_emoji AND x.person = p_person) THEN 'unchanged'
    WHEN found.o_held IS NOT NULL THEN found.o_held
    WHEN found.o_silent THEN 'silent'
    WHEN p_is_on AND NOT EXISTS (SELECT 1 FROM message_reactions x WHERE x.message_id = m.id AND x.emoji = p_emoji)
      AND (SELECT count(DISTINCT x.emoji) FROM message_reactions x WHERE x.message_id = m.id) >= p_most_kinds THEN 'too_many'
    ELSE 'changed' END;
  IF o_outcome <> 'changed' THEN RETURN; END IF;
  IF p_is_on THEN
    INSERT INTO message_reactions (message_id, emoji, person) VALUES (m.id, p_emoji, p_person);
  ELSE
    DELETE FROM message_reactions x WHERE x.message_id = m.id AND x.emoji = p_emoji AND x.person = p_person;
  END IF;
  o_seq := messaging_append(m.room_id, CASE WHEN p_is_on THEN 'reaction.added' ELSE 'reaction.removed' END, p_person, jsonb_build_object('emoji', p_emoji), p_at, m.id);
END`,
  BY_INDEX,
);

/** Pins a message to its room, or takes it off. In a group that is its owner's; of two people either may. */
const pin = sqlFunction(
  `messaging_pin(p_message text, p_person text, p_is_on boolean, p_most_pins int, p_at timestamptz,
    OUT o_outcome text, OUT o_room text, OUT o_seq bigint)`,
  'record',
  `DECLARE
  found record;
  m messages;
BEGIN
  SELECT * INTO found FROM messaging_lock_message(p_message, p_person, p_at);
  m := found.o_message;
  o_room := (found.o_room).public_id;
  o_outcome := CASE
    WHEN found.o_role IS NULL THEN 'unknown'
    WHEN found.o_role <> 'owner' AND (found.o_room).kind <> 'direct' THEN 'not_allowed'
    WHEN m.text IS NULL THEN 'deleted'
    WHEN p_is_on = EXISTS (SELECT 1 FROM message_pins x WHERE x.message_id = m.id) THEN 'unchanged'
    WHEN found.o_held IS NOT NULL THEN found.o_held
    WHEN found.o_silent THEN 'silent'
    WHEN p_is_on AND (SELECT count(*) FROM message_pins x WHERE x.room_id = m.room_id) >= p_most_pins THEN 'too_many'
    ELSE 'changed' END;
  IF o_outcome <> 'changed' THEN RETURN; END IF;
  o_seq := messaging_append(m.room_id, CASE WHEN p_is_on THEN 'message.pinned' ELSE 'message.unpinned' END, p_person, '{}', p_at, m.id);
  IF p_is_on THEN
    INSERT INTO message_pins (message_id, room_id, seq) VALUES (m.id, m.room_id, o_seq);
  ELSE
    DELETE FROM message_pins x WHERE x.message_id = m.id;
  END IF;
END`,
  BY_INDEX,
);

export const reactionGuards: Guard[] = [
  table(
    'message_reactions',
    `message_id text NOT NULL REFERENCES messages (id),
     emoji text NOT NULL,
     person text NOT NULL,
     PRIMARY KEY (message_id, emoji, person)`,
  ),
  check('message_reactions', 'message_reactions_emoji_short', 'length(emoji) BETWEEN 1 AND 32'),
  onlyWriter('message_reactions', 'messaging'),
  trigger('message_reactions', 'message_reactions_no_truncate', 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
  // seq: of the event that pinned it, hence the order of the pins.
  table(
    'message_pins',
    `message_id text PRIMARY KEY REFERENCES messages (id),
     room_id bigint NOT NULL REFERENCES rooms (id),
     seq bigint NOT NULL,
     FOREIGN KEY (room_id, seq) REFERENCES room_events (room_id, seq)`,
  ),
  index('message_pins_of_room', 'message_pins (room_id, seq)'),
  onlyWriter('message_pins', 'messaging'),
  trigger('message_pins', 'message_pins_no_truncate', 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
  react,
  pin,
];
