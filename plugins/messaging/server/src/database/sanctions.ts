import { BY_INDEX, check, index, neverDeleted, onlyWriter, sqlFunction, table, trigger, type Guard } from '#kernel';
import { LONGEST_REASON } from '../domain/report';

/** A sanction says for good who was kept from what, until when and why; it can be lifted, once. */
const guardSanction = sqlFunction(
  'messaging_guard_sanction()',
  'trigger',
  `BEGIN
  IF (to_jsonb(NEW) - 'lifted_at' - 'lifted_by') <> (to_jsonb(OLD) - 'lifted_at' - 'lifted_by') OR OLD.lifted_at IS NOT NULL THEN
    RAISE EXCEPTION 'Sanction % is lifted once and never changed.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/**
 * What somebody is under in a room, or with no room everywhere: the gravest, and of those the longest. NULL for nothing.
 * Nothing reaches into tickets: support is taken from nobody.
 */
const standing = sqlFunction(
  'messaging_standing(p_person text, p_room bigint, p_at timestamptz, OUT o_kind text, OUT o_until timestamptz)',
  'record',
  `BEGIN
  SELECT s.kind, s.until INTO o_kind, o_until FROM sanctions s
   WHERE s.person = p_person AND s.until > p_at AND s.lifted_at IS NULL AND (s.room_id IS NULL OR s.room_id = p_room)
     AND NOT EXISTS (SELECT 1 FROM rooms r WHERE r.id = p_room AND r.kind = 'ticket')
   ORDER BY s.kind, s.until DESC LIMIT 1;
END`,
  BY_INDEX,
);

/** Whoever is banned is not brought in. Measured by the time of the event that is about to bring them in. */
const guardBanned = sqlFunction(
  'messaging_guard_banned()',
  'trigger',
  `BEGIN
  IF EXISTS (SELECT 1 FROM rooms r, sanctions s WHERE r.id = NEW.room_id AND r.kind <> 'ticket' AND s.person = NEW.member AND s.kind = 'ban' AND s.lifted_at IS NULL
              AND s.until > r.last_event_at AND (s.room_id IS NULL OR s.room_id = r.id)) THEN
    RAISE EXCEPTION '% is banned.', NEW.member USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
  BY_INDEX,
);

export const sanctionGuards: Guard[] = [
  // room_id: NULL is everywhere.
  table(
    'sanctions',
    `id text PRIMARY KEY,
     person text NOT NULL,
     room_id bigint REFERENCES rooms (id),
     kind text NOT NULL,
     until timestamptz NOT NULL,
     reason text NOT NULL,
     decided_by text NOT NULL,
     decided_at timestamptz NOT NULL,
     lifted_at timestamptz,
     lifted_by text`,
  ),
  check('sanctions', 'sanctions_person_is_a_person', `person ~ '^usr_[0-9a-z]{26}$'`),
  check('sanctions', 'sanctions_kind_known', `kind IN ('mute', 'ban')`),
  check('sanctions', 'sanctions_end', 'until > decided_at'),
  check('sanctions', 'sanctions_reason_said', `length(reason) BETWEEN 1 AND ${LONGEST_REASON}`),
  check('sanctions', 'sanctions_of_others', 'decided_by <> person'),
  check('sanctions', 'sanctions_lifted_by_somebody', '(lifted_at IS NULL) = (lifted_by IS NULL)'),
  index('sanctions_of_person', 'sanctions (person, until)'),
  index('sanctions_of_room', 'sanctions (room_id, id) WHERE room_id IS NOT NULL'),
  onlyWriter('sanctions', 'messaging'),
  guardSanction,
  trigger('sanctions', 'sanctions_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'messaging_guard_sanction()'),
  neverDeleted('sanctions'),
  standing,
  guardBanned,
  trigger('room_members', 'room_members_banned', 'BEFORE INSERT', 'FOR EACH ROW', 'messaging_guard_banned()'),
];
