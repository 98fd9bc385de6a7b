import { table, type Guard } from '../database/guards';

/** At most one API user a member of staff, and the other way round. Neither can be deleted while they are linked. */
export const personGuards: Guard[] = [
  table(
    'staff_links',
    `id text PRIMARY KEY, staff_id integer NOT NULL UNIQUE REFERENCES admin_users ON DELETE RESTRICT,
     user_id integer NOT NULL UNIQUE REFERENCES up_users ON DELETE RESTRICT, created_at timestamptz NOT NULL DEFAULT now()`,
  ),
];
