-- Postings announce how many lines they have, entries say which line they are (decision 13), and messages of the inbox are
-- known by their id alone. For a database from before that; on any other nothing happens. Triggers that keep rows as they
-- are rest meanwhile, all of it in one transaction; the guards set them right again at the same start.
DO $$
BEGIN
  IF to_regclass('ledger_entries') IS NULL
     OR EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('ledger_entries') AND attname = 'line' AND NOT attisdropped) THEN
    RETURN;
  END IF;
  -- What is still to be checked at COMMIT is checked now: a table with such checks pending cannot be altered.
  SET CONSTRAINTS ALL IMMEDIATE;
  ALTER TABLE ledger_postings DISABLE TRIGGER USER;
  ALTER TABLE ledger_entries DISABLE TRIGGER USER;

  ALTER TABLE ledger_entries ADD COLUMN line int;
  UPDATE ledger_entries e SET line = n.line
    FROM (SELECT id, row_number() OVER (PARTITION BY posting_id ORDER BY id) AS line FROM ledger_entries) n WHERE e.id = n.id;
  ALTER TABLE ledger_postings ADD COLUMN lines int;
  UPDATE ledger_postings p SET lines = l.lines, content = concat_ws('|', p.kind, coalesce(p.subject, ''), l.content)
    FROM (SELECT e.posting_id, count(*) AS lines,
                 jsonb_agg(jsonb_build_object('account', a.code, 'direction', e.direction, 'amountMinor', e.amount_minor::text) ORDER BY e.line) AS content
            FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id GROUP BY e.posting_id) l
   WHERE l.posting_id = p.id;
  ALTER TABLE ledger_postings ALTER COLUMN lines SET NOT NULL;

  DROP TRIGGER ledger_entries_balanced ON ledger_entries;
  ALTER TABLE ledger_entries
    DROP CONSTRAINT ledger_entries_posting_id_fkey,
    DROP CONSTRAINT ledger_entries_account_id_fkey,
    DROP CONSTRAINT ledger_entries_pkey,
    ADD PRIMARY KEY (posting_id, line),
    ALTER COLUMN id DROP IDENTITY;
  DROP INDEX ledger_entries_of_posting;
  CREATE SEQUENCE ledger_entry_numbers;
  PERFORM setval('ledger_entry_numbers', coalesce((SELECT max(id) FROM ledger_entries), 0) + 1, false);
  DROP FUNCTION ledger_post(text, text, text, text, timestamptz, text[], text[], bigint[]);

  ALTER TABLE ledger_postings ENABLE TRIGGER USER;
  ALTER TABLE ledger_entries ENABLE TRIGGER USER;

  DROP INDEX inbox_deliveries_unsettled;
  ALTER TABLE inbox_deliveries DROP COLUMN seq, DROP CONSTRAINT inbox_deliveries_message_id_key, ADD PRIMARY KEY (message_id);

  ALTER TABLE event_outbox DROP CONSTRAINT event_outbox_seq_fkey;
  DROP TRIGGER domain_events_to_outbox ON domain_events;
  DROP FUNCTION mangrove_event_to_outbox();
  DROP FUNCTION mangrove_append_event(text, text, text, text, jsonb, text, text, timestamptz);
END $$;
