import { foreignKey, index, table, type Guard } from '#kernel';

/** Answers that are sent later; a row goes with its sending. */
export const scheduledReplyGuards: Guard[] = [
  table(
    'scheduled_replies',
    `id text PRIMARY KEY,
     ticket_id int NOT NULL,
     author text NOT NULL CHECK (author ~ '^stf_'),
     client_message_id text NOT NULL,
     text text NOT NULL CHECK (length(text) BETWEEN 1 AND 8000),
     send_at timestamptz NOT NULL,
     failed_code text,
     UNIQUE (ticket_id, author, client_message_id)`,
  ),
  foreignKey('scheduled_replies', 'scheduled_replies_of_ticket', 'ticket_id', 'tickets (id)'),
  index('scheduled_replies_due', 'scheduled_replies (send_at) WHERE failed_code IS NULL'),
];
