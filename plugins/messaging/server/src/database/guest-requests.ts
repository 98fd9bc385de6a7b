import { check, index, onlyWriter, sqlFunction, table, trigger, type Guard } from '#kernel';

/** What a guest wants to ask is kept until they have shown that the address is theirs; it becomes one ticket, or nothing. */
const guardRequest = sqlFunction(
  'messaging_guard_guest_request()',
  'trigger',
  `BEGIN
  IF OLD.ticket IS NOT NULL OR (NEW.id, NEW.expires_at) IS DISTINCT FROM (OLD.id, OLD.expires_at) THEN
    RAISE EXCEPTION 'Request % has become a ticket.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

export const guestRequestGuards: Guard[] = [
  table(
    'guest_requests',
    `id text PRIMARY KEY,
     content_sealed bytea,
     ticket text,
     expires_at timestamptz NOT NULL`,
  ),
  // Once it is a ticket, what it said lies there.
  check('guest_requests', 'guest_requests_content', '(content_sealed IS NULL) = (ticket IS NOT NULL)'),
  index('guest_requests_by_end', 'guest_requests (expires_at)'),
  onlyWriter('guest_requests', 'messaging'),
  guardRequest,
  trigger('guest_requests', 'guest_requests_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'messaging_guard_guest_request()'),
  trigger('guest_requests', 'guest_requests_no_truncate', 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
];
