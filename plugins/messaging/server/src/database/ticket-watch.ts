import { BY_INDEX, foreignKey, index, sqlFunction, table, trigger, type Guard } from '#kernel';

/**
 * Writes down in which transaction a ticket changed last. Servers ask for what changed in transactions that they did not
 * see when they asked before: so they miss none, in whatever order these end, and need not agree on the time.
 */
const noteChange = sqlFunction(
  'messaging_note_ticket_change()',
  'trigger',
  `BEGIN
  INSERT INTO ticket_changes (ticket_id, changed_in) VALUES (NEW.id, pg_current_xact_id())
  ON CONFLICT (ticket_id) DO UPDATE SET changed_in = EXCLUDED.changed_in WHERE ticket_changes.changed_in <> EXCLUDED.changed_in;
  RETURN NULL;
END`,
  BY_INDEX,
);

export const ticketWatchGuards: Guard[] = [
  table('ticket_changes', 'ticket_id int PRIMARY KEY, changed_in xid8 NOT NULL'),
  foreignKey('ticket_changes', 'ticket_changes_of_ticket', 'ticket_id', 'tickets (id)'),
  index('ticket_changes_latest', 'ticket_changes (changed_in)'),
  noteChange,
  trigger('tickets', 'tickets_note_change', 'AFTER INSERT OR UPDATE', 'FOR EACH ROW', 'messaging_note_ticket_change()'),
  // Who of the staff has a ticket before them; a row that is not renewed ends, as it does when its server dies.
  table(
    'ticket_viewers',
    `ticket_id int NOT NULL,
     connection text NOT NULL,
     staff text NOT NULL,
     is_writing boolean NOT NULL,
     expires_at timestamptz NOT NULL,
     PRIMARY KEY (ticket_id, connection)`,
  ),
  foreignKey('ticket_viewers', 'ticket_viewers_of_ticket', 'ticket_id', 'tickets (id)'),
  index('ticket_viewers_of_connection', 'ticket_viewers (connection)'),
  index('ticket_viewers_ended', 'ticket_viewers (expires_at)'),
];
