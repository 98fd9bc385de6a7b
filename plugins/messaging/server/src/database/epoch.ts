import { sqlFunction, table, type Guard } from '#kernel';

/**
 * Which telling of the logs this is. Another cluster or another timeline (a restored backup, a failover) may hold fewer
 * events than clients have seen, under the same numbers: it gets a new epoch, and clients begin anew.
 */
export const epochGuards: Guard[] = [
  table(
    'message_log_epoch',
    `is_current boolean PRIMARY KEY CHECK (is_current),
     epoch text NOT NULL,
     system_identifier text NOT NULL,
     timeline int NOT NULL,
     since timestamptz NOT NULL DEFAULT now()`,
  ),
  sqlFunction(
    'messaging_open_epoch(p_epoch text, p_system_identifier text, p_timeline int, p_is_forced boolean)',
    'text',
    `DECLARE current_epoch text;
BEGIN
  INSERT INTO message_log_epoch AS e (is_current, epoch, system_identifier, timeline) VALUES (true, p_epoch, p_system_identifier, p_timeline)
  ON CONFLICT (is_current) DO UPDATE
    SET epoch = EXCLUDED.epoch, system_identifier = EXCLUDED.system_identifier, timeline = EXCLUDED.timeline, since = now()
    WHERE p_is_forced OR (e.system_identifier, e.timeline) IS DISTINCT FROM (EXCLUDED.system_identifier, EXCLUDED.timeline);
  SELECT e.epoch INTO current_epoch FROM message_log_epoch e;
  RETURN current_epoch;
END`,
  ),
];
