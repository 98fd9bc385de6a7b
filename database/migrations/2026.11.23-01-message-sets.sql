-- Messages are stored as sets: rules that ran for each row are kept for each statement, or by PostgreSQL itself (decision
-- 25). For a database from before that; on any other nothing happens. Until the guards of the same start, which put the new
-- rules in the place of these, the log takes no event: it has no number without them.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = to_regclass('room_events') AND tgname = 'room_events_take_seq') THEN
    RETURN;
  END IF;
  DROP TRIGGER room_events_take_seq ON room_events;
  DROP FUNCTION messaging_take_seq();
  DROP FUNCTION messaging_append(bigint, text, text, jsonb, timestamptz);

  DROP TRIGGER rooms_guard ON rooms;
  DROP FUNCTION messaging_guard_room();
  DROP TRIGGER room_members_guard ON room_members;
  DROP FUNCTION messaging_guard_member();

  DROP TRIGGER IF EXISTS message_reactions_guard ON message_reactions;
  DROP TRIGGER IF EXISTS message_pins_guard ON message_pins;
  DROP TRIGGER IF EXISTS person_blocks_guard ON person_blocks;
  DROP FUNCTION IF EXISTS messaging_guard_writer();

  ALTER TABLE messages
    DROP CONSTRAINT messages_room_id_seq_fkey,
    DROP CONSTRAINT messages_room_id_changed_seq_fkey,
    DROP CONSTRAINT messages_reply_to_fkey,
    DROP CONSTRAINT messages_room_id_seq_key;
END $$;
