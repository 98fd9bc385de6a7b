import { appendOnly, foreignKey, index, onlyWriter, table, type Guard } from '#kernel';

/** Which messages go on in which ticket, and as which of its messages: each once. */
export const splitGuards: Guard[] = [
  table(
    'ticket_splits',
    `message_id text PRIMARY KEY REFERENCES messages (id),
     copy_id text NOT NULL UNIQUE REFERENCES messages (id),
     ticket_id int NOT NULL,
     CHECK (copy_id <> message_id)`,
  ),
  foreignKey('ticket_splits', 'ticket_splits_into', 'ticket_id', 'tickets (id)'),
  index('ticket_splits_of_ticket', 'ticket_splits (ticket_id)'),
  onlyWriter('ticket_splits', 'messaging'),
  appendOnly('ticket_splits'),
];
