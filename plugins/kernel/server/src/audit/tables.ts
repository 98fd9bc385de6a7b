import { appendOnly, index, neverDeleted, sqlFunction, table, trigger, type Guard } from '../database/guards';

/**
 * Who did what. `audit_entries` are the facts, `audit_seals` chain them in the order of sealing, `audit_head` signs the
 * head of the chain as it is now, and `audit_checkpoints` keep one such signature an hour. `audit_unsealed` names the entries that wait for their seal: numbers of an identity column
 * commit out of order, so a sealer that went by "greater than the last one" would skip whoever commits late.
 */
export const auditGuards: Guard[] = [
  table(
    'audit_entries',
    `seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     id text NOT NULL UNIQUE,
     action text NOT NULL,
     subject_type text NOT NULL,
     subject_id text NOT NULL,
     data json NOT NULL,
     actor text NOT NULL,
     request_id text,
     at timestamptz(3) NOT NULL,
     mac bytea NOT NULL`,
  ),
  index('audit_entries_of_subject', 'audit_entries (subject_type, subject_id, seq)'),
  index('audit_entries_of_actor', 'audit_entries (actor, seq)'),
  appendOnly('audit_entries'),
  table('audit_unsealed', 'seq bigint PRIMARY KEY REFERENCES audit_entries (seq)'),
  sqlFunction(
    'mangrove_audit_to_unsealed()',
    'trigger',
    `BEGIN
  INSERT INTO audit_unsealed (seq) VALUES (NEW.seq);
  RETURN NULL;
END`,
  ),
  trigger('audit_entries', 'audit_entries_to_unsealed', 'AFTER INSERT', 'FOR EACH ROW', 'mangrove_audit_to_unsealed()'),
  table(
    'audit_seals',
    `seq bigint PRIMARY KEY CHECK (seq > 0),
     entry_seq bigint NOT NULL UNIQUE REFERENCES audit_entries (seq),
     prev_hash bytea NOT NULL,
     hash bytea NOT NULL,
     sealed_at timestamptz(3) NOT NULL`,
  ),
  appendOnly('audit_seals'),
  table(
    'audit_checkpoints',
    `count bigint PRIMARY KEY REFERENCES audit_seals (seq),
     head_hash bytea NOT NULL,
     at timestamptz(3) NOT NULL,
     hmac bytea NOT NULL`,
  ),
  appendOnly('audit_checkpoints'),
  table(
    'audit_head',
    `is_head boolean PRIMARY KEY CHECK (is_head),
     count bigint NOT NULL REFERENCES audit_seals (seq),
     head_hash bytea NOT NULL,
     at timestamptz(3) NOT NULL,
     hmac bytea NOT NULL`,
  ),
  neverDeleted('audit_head'),
];
