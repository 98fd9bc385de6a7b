-- The peer's whole database. Run once, on an empty one.

CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  blocked boolean NOT NULL DEFAULT false
);

CREATE TABLE sessions (
  id text PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users (id),
  ended_at timestamptz
);

-- timestamptz(3): a cursor carries milliseconds, so the column must not know more than that.
CREATE TABLE transactions (
  id text PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users (id),
  kind text NOT NULL CHECK (kind IN ('payment', 'refund', 'payout')),
  reference text NOT NULL UNIQUE,
  state text NOT NULL CHECK (state IN ('created', 'pending', 'succeeded', 'failed', 'abandoned')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  gateway text NOT NULL,
  description text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX transactions_of_user ON transactions (user_id, created_at DESC, id DESC);

CREATE TABLE webhooks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body_sha256 bytea NOT NULL UNIQUE,
  event text NOT NULL,
  reference text,
  body_key bytea NOT NULL,
  body_sealed bytea NOT NULL,
  state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'processed', 'ignored')),
  received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX webhooks_open ON webhooks (id) WHERE state = 'received';

CREATE TABLE ledger_entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction_id text NOT NULL REFERENCES transactions (id),
  account text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ledger_entries_of_account ON ledger_entries (account, currency, id);

CREATE TABLE wallets (
  user_id bigint NOT NULL REFERENCES users (id),
  currency text NOT NULL,
  balance_minor bigint NOT NULL CHECK (balance_minor >= 0),
  PRIMARY KEY (user_id, currency)
);

CREATE TABLE events (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  type text NOT NULL,
  aggregate_id text NOT NULL,
  payload jsonb NOT NULL,
  occurred_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE outbox (seq bigint PRIMARY KEY REFERENCES events (seq));
