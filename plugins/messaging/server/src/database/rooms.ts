import { BY_INDEX, checkWhenSet, column, index, neverDeleted, oneOf, onlyWriter, sqlFunction, table, trigger, type Guard } from '#kernel';

/** What a room is never changes, and its head moves only forward, within the trigger of the log: one that runs at depth 2 exactly then. */
const guardRoom = sqlFunction(
  'messaging_guard_room()',
  'trigger',
  `BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.last_seq <> 0 OR NEW.last_number <> 0 THEN
      RAISE EXCEPTION 'A room begins empty.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.public_id, NEW.kind, NEW.audience, NEW.pair, NEW.idempotency_token, NEW.created_by, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.public_id, OLD.kind, OLD.audience, OLD.pair, OLD.idempotency_token, OLD.created_by, OLD.created_at) THEN
    RAISE EXCEPTION 'What room % is never changes.', OLD.public_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.last_seq, NEW.last_number) IS DISTINCT FROM (OLD.last_seq, OLD.last_number)
     AND (pg_trigger_depth() < 2 OR NEW.last_number - OLD.last_number NOT BETWEEN 0 AND NEW.last_seq - OLD.last_seq) THEN
    RAISE EXCEPTION 'The head of room % moves only with an event.', OLD.public_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** Members are those who are in it now: whoever is not has no row, and so no query that could forget to ask. Who was is in the log. */
const guardMember = sqlFunction(
  'messaging_guard_member()',
  'trigger',
  `BEGIN
  IF (NEW.room_id, NEW.member, NEW.joined_seq) IS DISTINCT FROM (OLD.room_id, OLD.member, OLD.joined_seq)
     OR NEW.read_seq < OLD.read_seq OR NEW.read_number < OLD.read_number THEN
    RAISE EXCEPTION 'A member stays who it is, and has read what it has read.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** What staff say among themselves reaches nobody else, because nobody else can be where they say it; and outside tickets staff are nobody's members. */
const guardEntering = sqlFunction(
  'messaging_guard_entering()',
  'trigger',
  `DECLARE r rooms;
BEGIN
  SELECT * INTO r FROM rooms WHERE id = NEW.room_id;
  IF r.audience = 'staff' AND NEW.member !~ '^stf_' THEN
    RAISE EXCEPTION 'Only staff enter room %.', r.public_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF r.kind <> 'ticket' AND NEW.member ~ '^(stf|gst)_' THEN
    RAISE EXCEPTION 'Only users enter room %.', r.public_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.role = 'agent') <> (NEW.member ~ '^stf_') THEN
    RAISE EXCEPTION 'Agents are staff, and staff are agents.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
  BY_INDEX,
);

/** A function of its own: it looks something up, and what that needs must not cost each message of a member. */
const guardLeaving = sqlFunction(
  'messaging_guard_leaving()',
  'trigger',
  `BEGIN
  IF NOT EXISTS (SELECT 1 FROM rooms r JOIN room_events e ON e.room_id = r.id AND e.seq = r.last_seq
                  WHERE r.id = OLD.room_id AND e.type = 'member.removed' AND e.data->>'userId' = OLD.member) THEN
    RAISE EXCEPTION 'Who leaves a room leaves in its log first.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END`,
  BY_INDEX,
);

export const roomGuards: Guard[] = [
  // Heads move with each event: room on the page keeps such an update from touching an index.
  table(
    'rooms',
    `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     public_id text NOT NULL UNIQUE,
     kind text NOT NULL,
     title text,
     pair text UNIQUE,
     idempotency_token text UNIQUE,
     created_by text NOT NULL,
     created_at timestamptz NOT NULL,
     last_seq bigint NOT NULL DEFAULT 0,
     last_number bigint NOT NULL DEFAULT 0,
     last_event_at timestamptz NOT NULL,
     audience text NOT NULL DEFAULT 'everyone'`,
  ),
  'ALTER TABLE rooms SET (fillfactor = 60);',
  column('rooms', 'slow_mode_seconds', 'int NOT NULL DEFAULT 0'),
  ...checkWhenSet('rooms', ['kind', 'audience', 'pair', 'title', 'slow_mode_seconds'], {
    rooms_kind_known: `NEW.${oneOf('kind', ['direct', 'group', 'ticket'])}`,
    rooms_audience_known: `NEW.audience = 'everyone' OR (NEW.audience = 'staff' AND NEW.kind = 'ticket')`,
    rooms_direct_is_a_pair: `(NEW.kind = 'direct') = (NEW.pair IS NOT NULL)`,
    rooms_title_check: 'length(NEW.title) BETWEEN 1 AND 200',
    rooms_slow_mode_seconds_check: 'NEW.slow_mode_seconds BETWEEN 0 AND 21600',
  }),
  onlyWriter('rooms', 'messaging'),
  guardRoom,
  trigger('rooms', 'rooms_guard', 'BEFORE INSERT OR UPDATE', 'FOR EACH ROW', 'messaging_guard_room()'),
  neverDeleted('rooms'),
  table(
    'room_members',
    `room_id bigint NOT NULL REFERENCES rooms (id),
     member text NOT NULL,
     role text NOT NULL,
     joined_seq bigint NOT NULL DEFAULT 1,
     read_seq bigint NOT NULL DEFAULT 0,
     read_number bigint NOT NULL DEFAULT 0,
     PRIMARY KEY (room_id, member)`,
  ),
  'ALTER TABLE room_members SET (fillfactor = 70);',
  // When they last wrote: slow mode counts from there.
  column('room_members', 'last_sent_at', 'timestamptz'),
  ...checkWhenSet('room_members', ['member', 'role'], {
    room_members_member_is_a_person: `NEW.member ~ '^(usr|stf|gst)_[0-9a-z]{26}$'`,
    room_members_role_known: `NEW.${oneOf('role', ['owner', 'member', 'agent'])}`,
  }),
  index('room_members_of_person', 'room_members (member, room_id)'),
  onlyWriter('room_members', 'messaging', 'FOR EACH STATEMENT'),
  guardMember,
  trigger('room_members', 'room_members_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'messaging_guard_member()'),
  guardEntering,
  trigger('room_members', 'room_members_entering', 'BEFORE INSERT', 'FOR EACH ROW', 'messaging_guard_entering()'),
  guardLeaving,
  trigger('room_members', 'room_members_leaving', 'BEFORE DELETE', 'FOR EACH ROW', 'messaging_guard_leaving()'),
  trigger('room_members', 'room_members_no_truncate', 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
];
