import { BY_INDEX, index, neverDeleted, onlyWriter, sqlFunction, table, trigger, type Guard } from '#kernel';

/**
 * A new payment takes the room that its payer's limits leave, or is refused. Nothing is counted apart: what is taken are
 * the payments themselves, so one that failed or was abandoned gives its room back by being that, one that succeeded
 * after all takes it again, and nothing can be counted twice or forgotten. A payment counts on the day on which it began.
 *
 * Whoever begins another payment of the same person and currency waits for the row of their limits, until COMMIT; what is
 * added up behind that wait is complete. The wallet and what is still open are read by one statement: a payment that
 * succeeds meanwhile is in one of the two, never in both or in none.
 */
const takeRoom = sqlFunction(
  'payments_take_room()',
  'trigger',
  `DECLARE
  who text;
  per_transaction bigint;
  per_day bigint;
  ceiling bigint;
  used numeric;
BEGIN
  IF NEW.kind <> 'payment' OR NOT EXISTS (SELECT 1 FROM payment_limit_rule) THEN
    RETURN NEW;
  END IF;
  SELECT u.document_id INTO who FROM up_users u WHERE u.id = NEW.payer_id;
  SELECT l.per_transaction_minor, l.per_day_minor INTO per_transaction, per_day
    FROM payment_limits l WHERE l.payer = who AND l.currency = NEW.currency FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Nobody has said how much % may pay in %.', who, NEW.currency USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'payments_limits_known';
  END IF;
  IF NEW.amount_minor > per_transaction THEN
    PERFORM payments_refuse_room('perTransaction', per_transaction, 0);
  END IF;
  IF per_day IS NOT NULL THEN
    used := payments_taken_of_day(NEW.payer_id, NEW.currency, NEW.created_at, NULL);
    IF used + NEW.amount_minor > per_day THEN
      PERFORM payments_refuse_room('perDay', per_day, used);
    END IF;
  END IF;
  SELECT a.ceiling_minor, a.balance_minor + coalesce((
      SELECT sum(t.amount_minor) FROM transactions t
       WHERE t.payer_id = NEW.payer_id AND t.currency = NEW.currency AND t.kind = 'payment' AND t.state IN ('created', 'pending')), 0)
    INTO ceiling, used FROM ledger_accounts a WHERE a.code = 'wallet:' || who || ':' || NEW.currency;
  IF used + NEW.amount_minor > ceiling THEN
    PERFORM payments_refuse_room('balance', ceiling, used);
  END IF;
  RETURN NEW;
END`,
  BY_INDEX,
);

/** What of somebody's day is taken: by all payments that began on it, but one, and neither failed nor were abandoned. */
const takenOfDay = sqlFunction(
  'payments_taken_of_day(p_payer int, p_currency text, p_at timestamp, p_except int)',
  'numeric',
  `DECLARE
  zone text;
  midnight timestamp;
BEGIN
  SELECT r.day_zone INTO zone FROM payment_limit_rule r;
  -- Columns without a zone hold UTC. Where clocks change the day has 23 or 25 hours.
  midnight := date_trunc('day', (p_at AT TIME ZONE 'UTC') AT TIME ZONE zone);
  RETURN (SELECT coalesce(sum(t.amount_minor), 0) FROM transactions t
           WHERE t.payer_id = p_payer AND t.currency = p_currency AND t.kind = 'payment' AND t.state NOT IN ('failed', 'abandoned')
             AND t.id IS DISTINCT FROM p_except AND t.created_at >= (midnight AT TIME ZONE zone) AT TIME ZONE 'UTC'
             AND t.created_at < ((midnight + interval '1 day') AT TIME ZONE zone) AT TIME ZONE 'UTC');
END`,
  BY_INDEX,
);

/** Says which limit is in the way, for people in words and for the code as DETAIL. */
const refuseRoom = sqlFunction(
  'payments_refuse_room(p_limit text, p_most numeric, p_used numeric)',
  'void',
  `BEGIN
  RAISE EXCEPTION 'The payment is above the limit "%" of its payer: % of % are taken.', p_limit, p_used, p_most
    USING ERRCODE = 'check_violation', TABLE = 'transactions', CONSTRAINT = 'payments_limit',
          DETAIL = jsonb_build_object('limit', p_limit, 'limitMinor', p_most::text, 'usedMinor', p_used::text);
END`,
);

/** Limits as they were last asked for, and the ceiling of the wallet with them: none of the two without the other. */
const setLimits = sqlFunction(
  'payments_set_limits(p_payer text, p_currency text, p_per_transaction bigint, p_per_day bigint, p_balance bigint, p_asked_at timestamptz, p_good_until timestamptz)',
  'void',
  `BEGIN
  UPDATE payment_limits l SET per_transaction_minor = p_per_transaction, per_day_minor = p_per_day, asked_at = p_asked_at, good_until = p_good_until
   WHERE l.payer = p_payer AND l.currency = p_currency;
  IF p_balance IS NOT NULL THEN
    INSERT INTO ledger_accounts (code, kind, owner, currency, normal_side, keeps_balance)
    SELECT 'wallet:' || p_payer || ':' || p_currency, k.kind, p_payer, p_currency, k.normal_side, k.keeps_balance FROM ledger_account_kinds k
     WHERE k.kind = 'wallet' AND NOT EXISTS (SELECT 1 FROM ledger_accounts a WHERE a.code = 'wallet:' || p_payer || ':' || p_currency)
    ON CONFLICT DO NOTHING;
  END IF;
  UPDATE ledger_accounts a SET ceiling_minor = p_balance
   WHERE a.code = 'wallet:' || p_payer || ':' || p_currency AND a.ceiling_minor IS DISTINCT FROM p_balance;
END`,
  BY_INDEX,
);

export const limitGuards: Guard[] = [
  // One row while limits hold; without it everybody pays what they like.
  table('payment_limit_rule', `is_on boolean PRIMARY KEY DEFAULT true CHECK (is_on), day_zone text NOT NULL`),
  onlyWriter('payment_limit_rule', 'payments'),
  table(
    'payment_limits',
    `payer text NOT NULL,
     currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
     per_transaction_minor bigint CHECK (per_transaction_minor >= 0),
     per_day_minor bigint CHECK (per_day_minor >= 0),
     asked_at timestamptz NOT NULL,
     good_until timestamptz NOT NULL,
     PRIMARY KEY (payer, currency)`,
  ),
  onlyWriter('payment_limits', 'payments'),
  neverDeleted('payment_limits'),
  index('transactions_open_of_payer', `transactions (payer_id, currency) INCLUDE (amount_minor) WHERE kind = 'payment' AND state IN ('created', 'pending')`),
  // Without the balance: a column that an index knows makes each change of it dearer, for all wallets.
  index('ledger_accounts_held', `ledger_accounts (id) WHERE kind = 'held'`),
  refuseRoom,
  takenOfDay,
  takeRoom,
  trigger('transactions', 'transactions_take_room', 'BEFORE INSERT', 'FOR EACH ROW', 'payments_take_room()'),
  setLimits,
];
