import { appendOnly, BY_INDEX, check, commitTrigger, index, neverDeleted, sqlFunction, table, trigger, uniqueIndex, type Guard } from '#kernel';
import { ceilingGuards } from './ledger-ceilings';

/**
 * The ledger: double entry, append-only. An account's code is `kind:owner:currency`, e.g. `wallet:usr_…:NGN`.
 *
 * Accounts of users keep a balance, so that it can be checked and never falls below zero. Accounts of the system
 * (`gateway`, `suspense`) keep none: every payment touches them, and a balance would make all payments wait for one
 * row; their balance is the sum of their entries.
 */
const kinds = `
INSERT INTO ledger_account_kinds (kind, normal_side, keeps_balance) VALUES
  ('wallet', 'credit', true), ('held', 'credit', true), ('gateway', 'debit', false), ('suspense', 'credit', false)
ON CONFLICT (kind) DO NOTHING;`;

/**
 * An entry is one of the lines that its posting announced, so nobody adds one to a posting that is complete; and it
 * moves the balance of an account that keeps one. Postings and accounts never vanish, so what is found here stays: the
 * table needs no foreign keys, which would look for the same rows again and lock the one account that all payments share.
 */
const keepBalance = sqlFunction(
  'ledger_keep_balance()',
  'trigger',
  `DECLARE
  announced int;
  has_balance boolean;
  is_above boolean;
BEGIN
  SELECT p.lines, a.keeps_balance INTO announced, has_balance FROM ledger_postings p, ledger_accounts a
   WHERE p.id = NEW.posting_id AND a.id = NEW.account_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Entry of posting % on account %: there is no such posting or account.', NEW.posting_id, NEW.account_id USING ERRCODE = 'foreign_key_violation';
  END IF;
  IF NEW.line NOT BETWEEN 1 AND announced THEN
    RAISE EXCEPTION 'Posting % has % lines, none of which is line %.', NEW.posting_id, announced, NEW.line USING ERRCODE = 'check_violation';
  END IF;
  -- ON CONFLICT would leave the entry out, and what this trigger does to the wallet would stay. Nobody else can be writing
  -- this line: until a posting is complete and committed, only its own transaction finds it.
  IF EXISTS (SELECT 1 FROM ledger_entries e WHERE e.posting_id = NEW.posting_id AND e.line = NEW.line) THEN
    RAISE EXCEPTION 'Posting %: line % is written already.', NEW.posting_id, NEW.line USING ERRCODE = 'unique_violation', CONSTRAINT = 'ledger_entries_pkey';
  END IF;
  NEW.balance_after_minor := NULL;
  IF has_balance THEN
    UPDATE ledger_accounts
       SET balance_minor = balance_minor + CASE WHEN NEW.direction = normal_side THEN NEW.amount_minor ELSE -NEW.amount_minor END,
           entries = entries + 1
     WHERE id = NEW.account_id
    RETURNING balance_minor, NEW.direction = normal_side AND balance_minor > ceiling_minor INTO NEW.balance_after_minor, is_above;
    IF is_above THEN
      RAISE EXCEPTION 'Account % takes no more: its ceiling is reached.', NEW.account_id USING ERRCODE = 'check_violation', TABLE = 'ledger_accounts', CONSTRAINT = 'ledger_accounts_ceiling';
    END IF;
  END IF;
  -- Behind the wait for the wallet: the order of the numbers is the order of the balances.
  NEW.id := nextval('ledger_entry_numbers');
  RETURN NEW;
END`,
  BY_INDEX,
);

/**
 * A balance moves only because an entry was written: this trigger runs at depth 2 exactly then. A ceiling is set by the
 * payments plugin, and nothing else with it.
 */
const guardAccount = sqlFunction(
  'ledger_guard_account()',
  'trigger',
  `BEGIN
  IF (pg_trigger_depth() < 2 AND (coalesce(current_setting('mangrove.writer', true), '') <> 'payments'
        OR (NEW.balance_minor, NEW.entries) IS DISTINCT FROM (OLD.balance_minor, OLD.entries))) OR (NEW.id, NEW.code, NEW.kind, NEW.owner, NEW.currency, NEW.normal_side, NEW.keeps_balance)
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

/** At COMMIT a posting has all its lines, two or more, and they balance in each currency. From then on no line is free. */
const assertBalanced = sqlFunction(
  'ledger_assert_balanced()',
  'trigger',
  `DECLARE
  entries_found int;
  off_currency text;
BEGIN
  SELECT coalesce(sum(c.entries), 0), min(c.currency) FILTER (WHERE c.difference <> 0) INTO entries_found, off_currency
    FROM (SELECT a.currency, count(*) AS entries, sum(CASE e.direction WHEN 'debit' THEN e.amount_minor ELSE -e.amount_minor END) AS difference
            FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE e.posting_id = NEW.id GROUP BY a.currency) c;
  IF entries_found < 2 THEN
    RAISE EXCEPTION 'Posting % has fewer than two entries.', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  IF entries_found <> NEW.lines THEN
    RAISE EXCEPTION 'Posting % has % entries instead of %.', NEW.id, entries_found, NEW.lines USING ERRCODE = 'check_violation';
  END IF;
  IF off_currency IS NOT NULL THEN
    RAISE EXCEPTION 'Posting % does not balance in %.', NEW.id, off_currency USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END`,
  BY_INDEX,
);

/**
 * Writes postings, all or none, and answers the public ids of those that it wrote: one whose key has been used for the
 * same posting before is left out. A posting is { id, key, kind, subject, at, lines: [{ account, direction, amountMinor }] },
 * amounts as text. Entries are written in the order of the accounts, which is the order in which their triggers lock the
 * wallets, so that two calls over the same accounts never wait for each other in a circle. What a wallet's ceiling does
 * not take is held (`ledger_split`); a posting's `ifHeld`, an event without its `heldMinor`, is told then.
 */
const post = sqlFunction(
  'ledger_post(p_postings jsonb)',
  'text[]',
  `DECLARE
  codes text[];
  written text[];
  reused text;
  is_split boolean;
  known_codes int;
BEGIN
  SELECT array_agg(DISTINCT l.value->>'account'), coalesce(bool_or(p.value ? 'heldMinor'), false) INTO codes, is_split
    FROM jsonb_array_elements(p_postings) p CROSS JOIN jsonb_array_elements(p.value->'lines') l;
  SELECT count(*), is_split OR coalesce(bool_or(a.ceiling_minor IS NOT NULL), false) INTO known_codes, is_split
    FROM ledger_accounts a WHERE a.code = ANY (codes);
  IF is_split THEN
    p_postings := ledger_split(p_postings, codes);
    SELECT array_agg(DISTINCT l.value->>'account') INTO codes
      FROM jsonb_array_elements(p_postings) p CROSS JOIN jsonb_array_elements(coalesce(p.value->'parts', p.value->'lines')) l;
    SELECT count(*) INTO known_codes FROM ledger_accounts a WHERE a.code = ANY (codes);
  END IF;
  IF known_codes < cardinality(codes) THEN
    -- In the order of their codes: two calls that open the same accounts never wait in a circle either.
    INSERT INTO ledger_accounts (code, kind, owner, currency, normal_side, keeps_balance)
    SELECT n.code, k.kind, split_part(n.code, ':', 2), split_part(n.code, ':', 3), k.normal_side, k.keeps_balance
      FROM unnest(codes) n (code) LEFT JOIN ledger_account_kinds k ON k.kind = split_part(n.code, ':', 1)
     WHERE NOT EXISTS (SELECT 1 FROM ledger_accounts a WHERE a.code = n.code)
     ORDER BY n.code
    -- Whichever unique rule notices first that somebody else has just opened it.
    ON CONFLICT DO NOTHING;
  END IF;
  WITH given AS MATERIALIZED (
    SELECT p.value->>'id' AS public_id, p.value->>'key' AS key, p.value->>'kind' AS kind, p.value->>'subject' AS subject,
           (p.value->>'at')::timestamptz AS at, p.value->'lines' AS lines, coalesce(p.value->'parts', p.value->'lines') AS parts
      FROM jsonb_array_elements(p_postings) p),
  fresh AS (
    INSERT INTO ledger_postings (public_id, key, kind, subject, lines, content, posted_at)
    SELECT public_id, key, kind, subject, jsonb_array_length(parts), concat_ws('|', kind, coalesce(subject, ''), lines), at FROM given ORDER BY key
    ON CONFLICT (key) DO NOTHING RETURNING id, public_id),
  entries AS (
    INSERT INTO ledger_entries (posting_id, line, account_id, direction, amount_minor, posted_at)
    SELECT f.id, l.line, a.id, l.value->>'direction', (l.value->>'amountMinor')::bigint, g.at
      FROM fresh f JOIN given g USING (public_id)
     CROSS JOIN LATERAL jsonb_array_elements(g.parts) WITH ORDINALITY l (value, line)
      JOIN ledger_accounts a ON a.code = l.value->>'account'
     ORDER BY a.id, f.id, l.line)
  SELECT coalesce(array_agg(public_id), '{}') INTO written FROM fresh;
  IF cardinality(written) < jsonb_array_length(p_postings) THEN
    SELECT known.key INTO reused
      FROM jsonb_array_elements(p_postings) p JOIN ledger_postings known ON known.key = p.value->>'key'
     WHERE known.content <> concat_ws('|', p.value->>'kind', coalesce(p.value->>'subject', ''), p.value->'lines') LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'The key % belongs to another posting.', reused USING ERRCODE = 'unique_violation', CONSTRAINT = 'ledger_key_reused';
    END IF;
  END IF;
  IF is_split THEN
    PERFORM mangrove_append_events(jsonb_agg(jsonb_set(p.value->'ifHeld', '{payload,heldMinor}', p.value->'held')))
       FROM jsonb_array_elements(p_postings) p
      WHERE p.value->>'held' IS NOT NULL AND p.value ? 'ifHeld' AND p.value->>'id' = ANY (written) HAVING count(*) > 0;
  END IF;
  RETURN written;
END`,
  BY_INDEX,
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
  ...ceilingGuards,
  check('ledger_accounts', 'ledger_accounts_not_negative', 'balance_minor >= 0'),
  check('ledger_accounts', 'ledger_accounts_code', `code = kind || ':' || owner || ':' || currency`),
  table(
    'ledger_postings',
    `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     public_id text NOT NULL UNIQUE,
     key text NOT NULL UNIQUE,
     kind text NOT NULL,
     subject text,
     lines int NOT NULL,
     content text NOT NULL,
     posted_at timestamptz NOT NULL`,
  ),
  index('ledger_postings_of_subject', 'ledger_postings (subject)'),
  // No double credit, whatever keys our code might make up: a payment is credited under one posting.
  uniqueIndex('ledger_postings_one_credit', `ledger_postings (subject) WHERE kind = 'payment'`),
  'CREATE SEQUENCE IF NOT EXISTS ledger_entry_numbers;',
  table(
    'ledger_entries',
    `id bigint NOT NULL,
     posting_id bigint NOT NULL,
     line int NOT NULL,
     account_id bigint NOT NULL,
     direction text NOT NULL CHECK (direction IN ('debit', 'credit')),
     amount_minor bigint NOT NULL CHECK (amount_minor > 0),
     balance_after_minor bigint,
     posted_at timestamptz NOT NULL,
     PRIMARY KEY (posting_id, line)`,
  ),
  index('ledger_entries_of_account', 'ledger_entries (account_id, id DESC)'),
  keepBalance,
  trigger('ledger_entries', 'ledger_entries_keep_balance', 'BEFORE INSERT', 'FOR EACH ROW', 'ledger_keep_balance()'),
  guardAccount,
  trigger('ledger_accounts', 'ledger_accounts_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'ledger_guard_account()'),
  guardNewAccount,
  trigger('ledger_accounts', 'ledger_accounts_guard_new', 'BEFORE INSERT', 'FOR EACH ROW', 'ledger_guard_new_account()'),
  assertBalanced,
  commitTrigger('ledger_postings', 'ledger_postings_balanced', 'AFTER INSERT', 'ledger_assert_balanced()'),
  appendOnly('ledger_postings'),
  appendOnly('ledger_entries'),
  neverDeleted('ledger_accounts'),
  post,
];
