import { check, neverDeleted, onlyWriter, sqlFunction, table, trigger, type Guard } from '#kernel';

/** A guest is one address for ever, and stays confirmed. */
const guardGuest = sqlFunction(
  'messaging_guard_guest()',
  'trigger',
  `BEGIN
  IF (NEW.id, NEW.address_digest, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.address_digest, OLD.created_at)
     OR (OLD.confirmed_at IS NOT NULL AND NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at) THEN
    RAISE EXCEPTION 'Guest % stays who they are.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

export const guestGuards: Guard[] = [
  // People without an account, by their address: sealed, and as a digest under a secret, by which it is found again.
  table(
    'guests',
    `id text PRIMARY KEY,
     address_digest bytea NOT NULL UNIQUE,
     address_sealed bytea NOT NULL,
     confirmed_at timestamptz,
     created_at timestamptz NOT NULL`,
  ),
  check('guests', 'guests_id', `id ~ '^gst_[0-9a-z]{26}$'`),
  onlyWriter('guests', 'messaging'),
  guardGuest,
  trigger('guests', 'guests_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'messaging_guard_guest()'),
  neverDeleted('guests'),
];
