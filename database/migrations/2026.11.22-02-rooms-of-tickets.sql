-- Rooms may be those of a ticket, and for staff alone; their members may be staff and guests. For a database from before that:
-- the rules below are older, and the guards set the new ones right after this, at the same start.
DO $$
BEGIN
  IF to_regclass('rooms') IS NULL
     OR EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('rooms') AND attname = 'audience' AND NOT attisdropped) THEN
    RETURN;
  END IF;
  ALTER TABLE rooms ADD COLUMN audience text NOT NULL DEFAULT 'everyone', DROP CONSTRAINT IF EXISTS rooms_kind_known;
  ALTER TABLE room_members DROP CONSTRAINT IF EXISTS room_members_member_is_a_person, DROP CONSTRAINT IF EXISTS room_members_role_known;
END $$;
