import { appendOnly, check, index, neverDeleted, onlyWriter, sqlFunction, table, trigger, type Guard } from '#kernel';

/** What became of a mail is written once; afterwards staff decide, once, about one that went nowhere. */
const guardReceived = sqlFunction(
  'messaging_guard_received_mail()',
  'trigger',
  `BEGIN
  IF (NEW.inbox_id, NEW.author_digest, NEW.reason, NEW.received_at) IS DISTINCT FROM (OLD.inbox_id, OLD.author_digest, OLD.reason, OLD.received_at)
     OR OLD.outcome NOT IN ('quarantined', 'ignored') OR NEW.outcome NOT IN ('opened', 'dismissed') OR NEW.decided_by IS NULL THEN
    RAISE EXCEPTION 'What became of mail % is known.', OLD.inbox_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

export const mailGuards: Guard[] = [
  // The mails themselves lie sealed in the inbox. A digest of the author tells how many came of one, and not whose.
  table(
    'received_mails',
    `inbox_id text PRIMARY KEY,
     author_digest bytea,
     outcome text NOT NULL,
     reason text,
     ticket text,
     received_at timestamptz NOT NULL,
     decided_by text,
     decided_at timestamptz`,
  ),
  check('received_mails', 'received_mails_outcome_known', `outcome IN ('written', 'opened', 'quarantined', 'ignored', 'dismissed')`),
  check('received_mails', 'received_mails_with_ticket', `outcome NOT IN ('written', 'opened') OR ticket IS NOT NULL`),
  check('received_mails', 'received_mails_with_reason', `outcome NOT IN ('quarantined', 'ignored') OR reason IS NOT NULL`),
  check('received_mails', 'received_mails_decided', '(decided_by IS NULL) = (decided_at IS NULL)'),
  index('received_mails_of_author', 'received_mails (author_digest, received_at)'),
  index('received_mails_of_ticket', 'received_mails (ticket, received_at) WHERE ticket IS NOT NULL'),
  index('received_mails_by_outcome', 'received_mails (outcome, inbox_id DESC)'),
  onlyWriter('received_mails', 'messaging'),
  guardReceived,
  trigger('received_mails', 'received_mails_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'messaging_guard_received_mail()'),
  neverDeleted('received_mails'),
  // The thread of a ticket: which mail carried which message, either way. `carries` is `msg_…`, or `tkt_…` for a receipt.
  table(
    'ticket_mails',
    `carries text PRIMARY KEY,
     ticket text NOT NULL,
     direction text NOT NULL,
     header_id text,
     was_refused boolean NOT NULL DEFAULT false,
     at timestamptz NOT NULL`,
  ),
  check('ticket_mails', 'ticket_mails_direction_known', `direction IN ('in', 'out')`),
  index('ticket_mails_of_ticket', 'ticket_mails (ticket, at)'),
  appendOnly('ticket_mails'),
];
