import { BY_INDEX, onlyWriter, sqlFunction, table, trigger, type Guard } from '#kernel';

/**
 * Whom a message mentions of those it names. Everybody named must be in the room, or have been named by this message
 * before; between two people of whom one blocks the other there is no mention, and nobody learns why.
 */
const keep = sqlFunction(
  'messaging_keep_mentions(p_room bigint, p_sender text, p_named text[], p_known text[], OUT o_is_unknown boolean, OUT o_kept text[])',
  'record',
  `BEGIN
  o_is_unknown := EXISTS (SELECT 1 FROM unnest(p_named) AS n (person) WHERE n.person <> ALL (p_known)
    AND NOT EXISTS (SELECT 1 FROM room_members m WHERE m.room_id = p_room AND m.member = n.person));
  o_kept := ARRAY(SELECT n.person FROM unnest(p_named) WITH ORDINALITY AS n (person, place)
    WHERE NOT EXISTS (SELECT 1 FROM person_blocks b WHERE b.blocker = n.person AND b.blocked = p_sender)
      AND NOT EXISTS (SELECT 1 FROM person_blocks b WHERE b.blocker = p_sender AND b.blocked = n.person) ORDER BY n.place);
END`,
  BY_INDEX,
);

/** Has a message mention these people from now on, and tells those whom it never did before; in the transaction of the message. */
const mention = sqlFunction(
  'messaging_mention(p_room text, p_message text, p_sender text, p_kept text[], p_event jsonb)',
  'void',
  `DECLARE told text[];
BEGIN
  told := ARRAY(SELECT k.person FROM unnest(p_kept) WITH ORDINALITY AS k (person, place) WHERE k.person <> p_sender
    AND NOT EXISTS (SELECT 1 FROM message_mentions x WHERE x.message_id = p_message AND x.person = k.person) ORDER BY k.place);
  UPDATE message_mentions x SET is_current = NOT x.is_current WHERE x.message_id = p_message AND x.is_current <> (x.person = ANY (p_kept));
  INSERT INTO message_mentions (message_id, person, is_current) SELECT p_message, k.person, true FROM unnest(p_kept) AS k (person) ON CONFLICT DO NOTHING;
  IF cardinality(told) > 0 THEN
    PERFORM mangrove_append_events(jsonb_build_array(p_event || jsonb_build_object('type', 'message.mentioned', 'aggregateType', 'room', 'aggregateId', p_room,
      'payload', jsonb_build_object('roomId', p_room, 'messageId', p_message, 'userIds', to_jsonb(told)))));
  END IF;
END`,
  BY_INDEX,
);

export const mentionGuards: Guard[] = [
  // Everybody whom a message has ever mentioned: one is told once. is_current: as it is now.
  table(
    'message_mentions',
    `message_id text NOT NULL REFERENCES messages (id),
     person text NOT NULL,
     is_current boolean NOT NULL,
     PRIMARY KEY (message_id, person)`,
  ),
  onlyWriter('message_mentions', 'messaging'),
  trigger('message_mentions', 'message_mentions_no_truncate', 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
  keep,
  mention,
];
