import { appendOnly, check, index, table, uniqueIndex, type Guard } from '../database/guards';

/**
 * What the outside told us. `inbox_messages` is the evidence and never changes; `inbox_deliveries` says what became of
 * it; `inbox_repeats` counts exact repeats without touching either.
 */
export const inboxGuards: Guard[] = [
  table(
    'inbox_messages',
    `id text PRIMARY KEY,
     provider text NOT NULL,
     event_type text NOT NULL,
     subject text,
     body_sha256 bytea NOT NULL,
     body_sealed bytea NOT NULL,
     headers jsonb NOT NULL,
     secret_index int NOT NULL,
     received_at timestamptz NOT NULL`,
  ),
  appendOnly('inbox_messages'),
  index('inbox_messages_of_subject', 'inbox_messages (provider, subject, received_at)'),
  table(
    'inbox_deliveries',
    `message_id text PRIMARY KEY,
     provider text NOT NULL,
     body_sha256 bytea NOT NULL,
     body_key bytea,
     state text NOT NULL DEFAULT 'received',
     attempts int NOT NULL DEFAULT 0,
     due_at timestamptz NOT NULL DEFAULT now(),
     outcome text,
     last_error text,
     settled_at timestamptz`,
  ),
  uniqueIndex('inbox_deliveries_once', 'inbox_deliveries (provider, body_sha256)'),
  // Claiming a message changes no indexed column, and its page has room for the new version of the row: such an update
  // costs a fraction of one that has to enter every index again.
  'ALTER TABLE inbox_deliveries SET (fillfactor = 60);',
  index('inbox_deliveries_unsettled', 'inbox_deliveries (message_id) WHERE settled_at IS NULL'),
  check('inbox_deliveries', 'inbox_deliveries_state', `state IN ('received', 'working', 'processed', 'ignored', 'dead')`),
  table('inbox_repeats', 'message_id text NOT NULL, received_at timestamptz NOT NULL'),
  index('inbox_repeats_of_message', 'inbox_repeats (message_id)'),
  appendOnly('inbox_repeats'),
];
