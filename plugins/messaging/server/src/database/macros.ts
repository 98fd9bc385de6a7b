import { appendOnly, check, foreignKey, table, uniqueIndex, type Guard } from '#kernel';

/** The columns of `macros` come from the content type; a column that Strapi calls required may be NULL to PostgreSQL. */
export const macroGuards: Guard[] = [
  uniqueIndex('macros_one_a_name', `macros (coalesce(owner_id, ''), lower(name))`),
  check('macros', 'macros_complete', `num_nulls(document_id, name, steps) = 0 AND jsonb_typeof(steps) = 'array'`),
  check('macros', 'macros_owner_is_staff', `owner_id IS NULL OR owner_id ~ '^stf_[0-9a-z]{26}$'`),
  // Stored in the transaction of what was done: a repeat finds it, and does nothing.
  table(
    'macro_runs',
    `ticket_id int NOT NULL,
     actor text NOT NULL CHECK (actor ~ '^stf_'),
     client_act_id text NOT NULL,
     macro_id text NOT NULL,
     at timestamptz NOT NULL,
     PRIMARY KEY (ticket_id, actor, client_act_id)`,
  ),
  foreignKey('macro_runs', 'macro_runs_of_ticket', 'ticket_id', 'tickets (id)'),
  appendOnly('macro_runs'),
];
