import { check, foreignKey, index, neverDeleted, oneOf, onlyWriter, sqlFunction, stepsOf, table, trigger, uniqueIndex, type Guard } from '#kernel';
import { CHANNELS, CUSTOMERS_STATES, PRIORITIES, ticketMachine } from '../domain/ticket';

/** A ticket goes from state to state as the machine says; what one is never changes. */
const guardTicket = sqlFunction(
  'messaging_guard_ticket()',
  'trigger',
  `BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> '${ticketMachine.initial}' THEN
      RAISE EXCEPTION 'A ticket begins as %.', '${ticketMachine.initial}' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM rooms r JOIN rooms s ON s.id = NEW.staff_room_id
                    WHERE r.id = NEW.conversation_room_id AND r.kind = 'ticket' AND r.audience = 'everyone' AND s.audience = 'staff') THEN
      RAISE EXCEPTION 'A ticket has a conversation, and a room for staff.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.document_id, NEW.number, NEW.channel, NEW.conversation_room_id, NEW.staff_room_id, NEW.relates_to, NEW.idempotency_token, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.document_id, OLD.number, OLD.channel, OLD.conversation_room_id, OLD.staff_room_id, OLD.relates_to, OLD.idempotency_token, OLD.created_at) THEN
    RAISE EXCEPTION 'What ticket % is never changes.', OLD.document_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.requester <> OLD.requester AND NOT (OLD.requester ~ '^gst_' AND NEW.requester ~ '^usr_') THEN
    RAISE EXCEPTION 'Ticket % is its requester’s.', OLD.document_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (${stepsOf(ticketMachine)}) THEN
    RAISE EXCEPTION 'Ticket % cannot go from % to %.', OLD.document_id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.first_answered_at IS NOT NULL AND NEW.first_answered_at IS DISTINCT FROM OLD.first_answered_at THEN
    RAISE EXCEPTION 'Ticket % was answered for the first time once.', OLD.document_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** The columns come from the content type; a column that Strapi calls required may be NULL to PostgreSQL. */
export const ticketGuards: Guard[] = [
  uniqueIndex('tickets_public_id', 'tickets (document_id)'),
  uniqueIndex('tickets_number', 'tickets (number)'),
  uniqueIndex('tickets_conversation', 'tickets (conversation_room_id)'),
  uniqueIndex('tickets_staff_room', 'tickets (staff_room_id)'),
  uniqueIndex('tickets_idempotency', 'tickets (idempotency_token) WHERE idempotency_token IS NOT NULL'),
  foreignKey('tickets', 'tickets_conversation_room', 'conversation_room_id', 'rooms (id)'),
  foreignKey('tickets', 'tickets_room_of_staff', 'staff_room_id', 'rooms (id)'),
  check('tickets', 'tickets_complete', 'num_nulls(document_id, number, subject, state, priority, tags, channel, requester, conversation_room_id, staff_room_id, created_at, updated_at) = 0'),
  check('tickets', 'tickets_state_known', oneOf('state', ticketMachine.states)),
  check('tickets', 'tickets_shown_state_of_spam', `shown_state IS NULL OR (state = 'spam' AND ${oneOf('shown_state', CUSTOMERS_STATES)})`),
  check('tickets', 'tickets_priority_known', oneOf('priority', PRIORITIES)),
  check('tickets', 'tickets_channel_known', oneOf('channel', CHANNELS)),
  check('tickets', 'tickets_requester_is_a_person', `requester ~ '^(usr|gst)_[0-9a-z]{26}$'`),
  check('tickets', 'tickets_assignee_is_staff', `assignee IS NULL OR assignee ~ '^stf_[0-9a-z]{26}$'`),
  check('tickets', 'tickets_tags_a_list', `jsonb_typeof(tags) = 'array'`),
  check('tickets', 'tickets_rating_known', 'rating IS NULL OR rating BETWEEN 1 AND 5'),
  check('tickets', 'tickets_merged_into_another', `(state = 'merged') = (merged_into IS NOT NULL) AND merged_into IS DISTINCT FROM document_id`),
  index('tickets_snoozed', 'tickets (snoozed_until) WHERE snoozed_until IS NOT NULL'),
  // Lists are in the order of opening, which is that of the row numbers; one index a way of asking, each in this order.
  index('tickets_of_requester', 'tickets (requester, id DESC)'),
  index('tickets_by_state', 'tickets (state, id DESC)'),
  index('tickets_by_assignee', 'tickets (assignee, state, id DESC)'),
  index('tickets_by_team', 'tickets (team, state, id DESC)'),
  index('tickets_by_category', 'tickets (category, state, id DESC)'),
  index('tickets_by_priority', 'tickets (priority, state, id DESC)'),
  index('tickets_by_tag', 'tickets USING gin (tags jsonb_path_ops)'),
  index('tickets_words', `tickets USING gin (to_tsvector('simple', subject))`),
  onlyWriter('tickets', 'messaging'),
  guardTicket,
  trigger('tickets', 'tickets_guard', 'BEFORE INSERT OR UPDATE', 'FOR EACH ROW', 'messaging_guard_ticket()'),
  neverDeleted('tickets'),
  // The last number given: its row is held until COMMIT, so that tickets are opened one after the other.
  table('ticket_numbers', 'is_one boolean PRIMARY KEY CHECK (is_one), last_number int NOT NULL'),
];
