import { appendOnly, index, neverDeleted, sqlFunction, table, trigger, type Guard } from '../database/guards';

/** What happened, for good; what of it has not yet been handed to its readers; and who they are. */
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
  // No foreign key: the rows come from the trigger below, and an event is never removed.
  table('event_outbox', 'seq bigint PRIMARY KEY'),
  table('event_relay_passes', 'is_last boolean PRIMARY KEY CHECK (is_last), began_at timestamptz NOT NULL'),
  // One row a reader: it is retired, never deleted, so that nobody misses events because a row went astray.
  table(
    'event_subscriptions',
    `queue text PRIMARY KEY,
     type text NOT NULL,
     is_ordered boolean NOT NULL,
     since timestamptz NOT NULL,
     retired_at timestamptz`,
  ),
  neverDeleted('event_subscriptions'),
  // The outbox is filled by the database: an event that is stored is an event that goes out, whoever stored it.
  sqlFunction(
    'mangrove_events_to_outbox()',
    'trigger',
    `BEGIN
  INSERT INTO event_outbox (seq) SELECT seq FROM stored;
  RETURN NULL;
END`,
  ),
  trigger('domain_events', 'domain_events_to_outbox', 'AFTER INSERT', 'REFERENCING NEW TABLE AS stored FOR EACH STATEMENT', 'mangrove_events_to_outbox()'),
  sqlFunction(
    'mangrove_append_events(p_events jsonb)',
    'void',
    `BEGIN
  INSERT INTO domain_events (id, type, aggregate_type, aggregate_id, payload, actor, request_id, occurred_at)
  SELECT e.value->>'id', e.value->>'type', e.value->>'aggregateType', e.value->>'aggregateId', e.value->'payload', e.value->>'actor',
         e.value->>'requestId', (e.value->>'occurredAt')::timestamptz
  FROM jsonb_array_elements(p_events) WITH ORDINALITY e ORDER BY e.ordinality;
END`,
  ),
];
