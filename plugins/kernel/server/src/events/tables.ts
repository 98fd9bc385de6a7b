import { appendOnly, index, sqlFunction, table, trigger, type Guard } from '../database/guards';

/** What happened, for good; and what of it has not yet been handed to its readers. */
export const eventGuards: Guard[] = [
  table(
    'domain_events',
    `seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     id text NOT NULL UNIQUE,
     type text NOT NULL,
     aggregate_type text NOT NULL,
     aggregate_id text NOT NULL,
     payload jsonb NOT NULL,
     actor text NOT NULL,
     request_id text,
     occurred_at timestamptz NOT NULL`,
  ),
  index('domain_events_of_aggregate', 'domain_events (aggregate_id, seq)'),
  appendOnly('domain_events'),
  table('event_outbox', 'seq bigint PRIMARY KEY REFERENCES domain_events (seq)'),
  table('event_relay_passes', 'is_last boolean PRIMARY KEY CHECK (is_last), began_at timestamptz NOT NULL'),
  // The outbox is filled by the database: an event that is stored is an event that goes out, whoever stored it.
  sqlFunction(
    'mangrove_event_to_outbox()',
    'trigger',
    `BEGIN
  INSERT INTO event_outbox (seq) VALUES (NEW.seq);
  RETURN NULL;
END`,
  ),
  sqlFunction(
    'mangrove_append_event(p_id text, p_type text, p_aggregate_type text, p_aggregate_id text, p_payload jsonb, p_actor text, p_request_id text, p_at timestamptz)',
    'void',
    `BEGIN
  INSERT INTO domain_events (id, type, aggregate_type, aggregate_id, payload, actor, request_id, occurred_at)
  VALUES (p_id, p_type, p_aggregate_type, p_aggregate_id, p_payload, p_actor, p_request_id, p_at);
END`,
  ),
  trigger('domain_events', 'domain_events_to_outbox', 'AFTER INSERT', 'FOR EACH ROW', 'mangrove_event_to_outbox()'),
];
