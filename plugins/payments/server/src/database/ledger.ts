import { appendOnly, check, commitTrigger, index, neverDeleted, sqlFunction, table, trigger, uniqueIndex, type Guard } from '#kernel';

/**
 * The ledger: double entry, append-only. An account's code is `kind:owner:currency`, e.g. `wallet:usr_…:NGN`.
 *
 * Accounts of users keep a balance, so that it can be checked and never falls below zero. Accounts of the system
 * (`gateway`, `suspense`) keep none: every payment touches them, and a balance would make all payments wait for one
 * row; their balance is the sum of their entries.
 */
const kinds = `
INSERT INTO ledger_account_kinds (kind, normal_side, keeps_balance) VALUES
  ('wallet', 'credit', true), ('gateway', 'debit', false), ('suspense', 'credit', false)
ON CONFLICT (kind) DO NOTHING;`;

const keepBalance = sqlFunction(
  'ledger_keep_balance()',
  'trigger',
  `BEGIN
  UPDATE ledger_accounts
     SET balance_minor = balance_minor + CASE WHEN NEW.direction = normal_side THEN NEW.amount_minor ELSE -NEW.amount_minor END,
         entries = entries + 1
   WHERE id = NEW.account_id AND keeps_balance
  RETURNING balance_minor INTO NEW.balance_after_minor;
  RETURN NEW;
END`,
);

/** A balance moves only because an entry was written: this trigger runs at depth 2 exactly then. */
const guardAccount = sqlFunction(
  'ledger_guard_account()',
  'trigger',
  `BEGIN
  IF pg_trigger_depth() < 2 OR (NEW.id, NEW.code, NEW.kind, NEW.owner, NEW.currency, NEW.normal_side, NEW.keeps_balance)
     IS DISTINCT FROM (OLD.id, OLD.code, OLD.kind, OLD.owner, OLD.currency, OLD.normal_side, OLD.keeps_balance) THEN
    RAISE EXCEPTION 'Account % changes only through entries.', OLD.code USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** An account begins empty and is what its kind says: a wallet that kept no balance could fall below zero unseen. */
const guardNewAccount = sqlFunction(
  'ledger_guard_new_account()',
  'trigger',
  `BEGIN
  IF NEW.balance_minor <> 0 OR NEW.entries <> 0 THEN
    RAISE EXCEPTION 'Account % begins empty.', NEW.code USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM ledger_account_kinds k WHERE k.kind = NEW.kind AND (k.normal_side, k.keeps_balance) IS DISTINCT FROM (NEW.normal_side, NEW.keeps_balance)) THEN
    RAISE EXCEPTION 'Account % is not like its kind.', NEW.code USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

const assertBalanced = sqlFunction(
  'ledger_assert_balanced()',
  'trigger',
  `DECLARE
  checked bigint;
  entries_found int;
  off_currency text;
BEGIN
  IF TG_TABLE_NAME = 'ledger_postings' THEN checked := NEW.id; ELSE checked := NEW.posting_id; END IF;
  SELECT count(*) INTO entries_found FROM ledger_entries WHERE posting_id = checked;
  IF entries_found < 2 THEN
    RAISE EXCEPTION 'Posting % has fewer than two entries.', checked USING ERRCODE = 'check_violation';
  END IF;
  SELECT a.currency INTO off_currency
    FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
   WHERE e.posting_id = checked
   GROUP BY a.currency
  HAVING sum(CASE e.direction WHEN 'debit' THEN e.amount_minor ELSE -e.amount_minor END) <> 0
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Posting % does not balance in %.', checked, off_currency USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END`,
);

/**
 * Writes one posting, or nothing when its key has been used for the same posting before (answers NULL). Entries are
 * given as arrays of the same length. Accounts that keep a balance are locked in the order of their ids, so that two
 * postings over the same accounts never wait for each other in a circle.
 */
const post = sqlFunction(
  'ledger_post(p_id text, p_key text, p_kind text, p_subject text, p_at timestamptz, p_accounts text[], p_directions text[], p_amounts bigint[])',
  'text',
  `DECLARE
  content text := p_kind || '|' || coalesce(p_subject, '') || '|' || p_accounts::text || '|' || p_directions::text || '|' || p_amounts::text;
  new_posting bigint;
  known text;
  found_account bigint;
  account_ids bigint[] := '{}';
BEGIN
  INSERT INTO ledger_postings (public_id, key, kind, subject, content, posted_at)
  VALUES (p_id, p_key, p_kind, p_subject, content, p_at)
  ON CONFLICT (key) DO NOTHING RETURNING id INTO new_posting;
  IF new_posting IS NULL THEN
    SELECT p.content INTO known FROM ledger_postings p WHERE p.key = p_key;
    IF known IS DISTINCT FROM content THEN
      RAISE EXCEPTION 'The key % belongs to another posting.', p_key USING ERRCODE = 'unique_violation', CONSTRAINT = 'ledger_key_reused';
    END IF;
    RETURN NULL;
  END IF;
  -- One look-up an account by its unique code: as a join the planner would read all accounts while it thinks they are few.
  FOR line IN 1 .. cardinality(p_accounts) LOOP
    SELECT id INTO found_account FROM ledger_accounts WHERE code = p_accounts[line];
    IF found_account IS NULL THEN
      -- All that are missing, in the order of their codes: two postings that open the same accounts never wait in a circle.
      INSERT INTO ledger_accounts (code, kind, owner, currency, normal_side, keeps_balance)
      SELECT n.code, k.kind, split_part(n.code, ':', 2), split_part(n.code, ':', 3), k.normal_side, k.keeps_balance
        FROM (SELECT DISTINCT unnest(p_accounts) AS code) n LEFT JOIN ledger_account_kinds k ON k.kind = split_part(n.code, ':', 1)
       WHERE NOT EXISTS (SELECT 1 FROM ledger_accounts a WHERE a.code = n.code)
       ORDER BY n.code
      -- Whichever unique rule notices first that somebody else has just opened it.
      ON CONFLICT DO NOTHING;
      SELECT id INTO found_account FROM ledger_accounts WHERE code = p_accounts[line];
    END IF;
    account_ids := account_ids || found_account;
  END LOOP;
  PERFORM 1 FROM ledger_accounts WHERE id = ANY (account_ids) AND keeps_balance ORDER BY id FOR UPDATE;
  FOR line IN 1 .. cardinality(p_accounts) LOOP
    INSERT INTO ledger_entries (posting_id, account_id, direction, amount_minor, posted_at)
    VALUES (new_posting, account_ids[line], p_directions[line], p_amounts[line], p_at);
  END LOOP;
  RETURN p_id;
END`,
);

export const ledgerGuards: Guard[] = [
  table('ledger_account_kinds', `kind text PRIMARY KEY, normal_side text NOT NULL CHECK (normal_side IN ('debit', 'credit')), keeps_balance boolean NOT NULL`),
  kinds,
  appendOnly('ledger_account_kinds'),
  table(
    'ledger_accounts',
    `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     code text NOT NULL UNIQUE,
     kind text NOT NULL REFERENCES ledger_account_kinds,
     owner text NOT NULL CHECK (owner <> ''),
     currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
     normal_side text NOT NULL,
     keeps_balance boolean NOT NULL,
     balance_minor bigint NOT NULL DEFAULT 0,
     entries bigint NOT NULL DEFAULT 0,
     UNIQUE (owner, kind, currency)`,
  ),
  check('ledger_accounts', 'ledger_accounts_not_negative', 'balance_minor >= 0'),
  check('ledger_accounts', 'ledger_accounts_code', `code = kind || ':' || owner || ':' || currency`),
  table(
    'ledger_postings',
    `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     public_id text NOT NULL UNIQUE,
     key text NOT NULL UNIQUE,
     kind text NOT NULL,
     subject text,
     content text NOT NULL,
     posted_at timestamptz NOT NULL`,
  ),
  index('ledger_postings_of_subject', 'ledger_postings (subject)'),
  // No double credit, whatever keys our code might make up: a payment is credited under one posting.
  uniqueIndex('ledger_postings_one_credit', `ledger_postings (subject) WHERE kind = 'payment'`),
  table(
    'ledger_entries',
    `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     posting_id bigint NOT NULL REFERENCES ledger_postings,
     account_id bigint NOT NULL REFERENCES ledger_accounts,
     direction text NOT NULL CHECK (direction IN ('debit', 'credit')),
     amount_minor bigint NOT NULL CHECK (amount_minor > 0),
     balance_after_minor bigint,
     posted_at timestamptz NOT NULL`,
  ),
  index('ledger_entries_of_account', 'ledger_entries (account_id, id DESC)'),
  index('ledger_entries_of_posting', 'ledger_entries (posting_id)'),
  keepBalance,
  trigger('ledger_entries', 'ledger_entries_keep_balance', 'BEFORE INSERT', 'FOR EACH ROW', 'ledger_keep_balance()'),
  guardAccount,
  trigger('ledger_accounts', 'ledger_accounts_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'ledger_guard_account()'),
  guardNewAccount,
  trigger('ledger_accounts', 'ledger_accounts_guard_new', 'BEFORE INSERT', 'FOR EACH ROW', 'ledger_guard_new_account()'),
  assertBalanced,
  commitTrigger('ledger_postings', 'ledger_postings_balanced', 'AFTER INSERT', 'ledger_assert_balanced()'),
  commitTrigger('ledger_entries', 'ledger_entries_balanced', 'AFTER INSERT', 'ledger_assert_balanced()'),
  appendOnly('ledger_postings'),
  appendOnly('ledger_entries'),
  neverDeleted('ledger_accounts'),
  post,
];
