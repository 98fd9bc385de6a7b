import { BY_INDEX, check, index, neverDeleted, oneOf, onlyWriter, sqlFunction, table, trigger, type Guard } from '#kernel';
import { LONGEST_COMMENT, LONGEST_REASON, REPORT_OUTCOMES, REPORT_REASONS } from '../domain/report';

/** What was reported never changes, a report is settled once, and of what it kept as evidence only less can remain. Nothing is reported out of a ticket. */
const guardReport = sqlFunction(
  'messaging_guard_report()',
  'trigger',
  `BEGIN
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT FROM rooms r WHERE r.id = NEW.room_id AND r.kind = 'ticket') THEN
      RAISE EXCEPTION 'What is said in tickets is not for moderators.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.message_id, NEW.room_id, NEW.author, NEW.reporter, NEW.reason, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.message_id, OLD.room_id, OLD.author, OLD.reporter, OLD.reason, OLD.created_at)
     OR (NEW.evidence IS NOT NULL AND (NEW.evidence, NEW.comment) IS DISTINCT FROM (OLD.evidence, OLD.comment))
     OR (NEW.comment IS NOT NULL AND NEW.comment IS DISTINCT FROM OLD.comment) THEN
    RAISE EXCEPTION 'What report % says never changes.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.outcome IS NOT NULL AND (NEW.outcome, NEW.note, NEW.resolved_by, NEW.resolved_at) IS DISTINCT FROM (OLD.outcome, OLD.note, OLD.resolved_by, OLD.resolved_at) THEN
    RAISE EXCEPTION 'Report % is settled.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/**
 * Takes a message away for a moderator, who need not be a member. The room's row is locked before the message is looked
 * at, as everything that changes a room does.
 */
const remove = sqlFunction(
  'messaging_remove(p_message text, p_moderator text, p_at timestamptz, OUT o_outcome text, OUT o_room text, OUT o_seq bigint)',
  'record',
  `DECLARE m messages;
BEGIN
  PERFORM set_config('mangrove.writer', 'messaging', true);
  SELECT r.public_id INTO o_room FROM rooms r WHERE r.id = (SELECT x.room_id FROM messages x WHERE x.id = p_message) FOR NO KEY UPDATE;
  SELECT * INTO m FROM messages x WHERE x.id = p_message;
  o_seq := m.changed_seq;
  o_outcome := CASE WHEN m.id IS NULL OR EXISTS (SELECT FROM rooms r WHERE r.id = m.room_id AND r.kind = 'ticket') THEN 'unknown' WHEN m.text IS NULL THEN 'unchanged' ELSE 'changed' END;
  IF o_outcome = 'changed' THEN o_seq := messaging_erase(m, p_moderator, 'moderator', p_at); END IF;
END`,
  BY_INDEX,
);

export const reportGuards: Guard[] = [
  // evidence: what the message said then, under a data key of the report, so that forgetting the key forgets it in backups too.
  table(
    'message_reports',
    `id text PRIMARY KEY,
     message_id text NOT NULL REFERENCES messages (id),
     room_id bigint NOT NULL REFERENCES rooms (id),
     author text NOT NULL,
     reporter text NOT NULL,
     reason text NOT NULL,
     comment text,
     evidence bytea,
     created_at timestamptz NOT NULL,
     outcome text,
     note text,
     resolved_by text,
     resolved_at timestamptz,
     UNIQUE (message_id, reporter)`,
  ),
  check('message_reports', 'message_reports_reason_known', oneOf('reason', REPORT_REASONS)),
  check('message_reports', 'message_reports_comment_short', `length(comment) <= ${LONGEST_COMMENT}`),
  check('message_reports', 'message_reports_note_short', `length(note) <= ${LONGEST_REASON}`),
  check('message_reports', 'message_reports_outcome_known', oneOf('outcome', REPORT_OUTCOMES)),
  check('message_reports', 'message_reports_settled_by_somebody', '(outcome IS NULL) = (resolved_at IS NULL) AND (outcome IS NULL) = (resolved_by IS NULL)'),
  check('message_reports', 'message_reports_of_others', 'reporter <> author'),
  check('message_reports', 'message_reports_evidence_while_open', 'evidence IS NOT NULL OR outcome IS NOT NULL'),
  index('message_reports_open', 'message_reports (id) WHERE outcome IS NULL'),
  index('message_reports_open_of_reporter', 'message_reports (reporter) WHERE outcome IS NULL'),
  index('message_reports_of_room', 'message_reports (room_id, id)'),
  index('message_reports_of_author', 'message_reports (author, id)'),
  index('message_reports_to_forget', 'message_reports (resolved_at) WHERE outcome IS NOT NULL AND evidence IS NOT NULL'),
  onlyWriter('message_reports', 'messaging'),
  guardReport,
  trigger('message_reports', 'message_reports_guard', 'BEFORE INSERT OR UPDATE', 'FOR EACH ROW', 'messaging_guard_report()'),
  neverDeleted('message_reports'),
  remove,
];
