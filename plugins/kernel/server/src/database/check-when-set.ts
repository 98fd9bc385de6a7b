import { sqlFunction, trigger, type Guard } from './guards';

/**
 * What `check` says, for a table whose other columns change all the time: PostgreSQL reads every CHECK of a table anew for
 * each statement that writes to it. These are asked only when one of `columns` is written. A rule says `NEW.column`, and
 * is kept where it is null, as a CHECK is; its name is that of the constraint that a violation names.
 */
export const checkWhenSet = (table: string, columns: readonly string[], rules: Readonly<Record<string, string>>): Guard[] => [
  sqlFunction(
    `${table}_shape()`,
    'trigger',
    `BEGIN${Object.entries(rules).map(([name, rule]) => `
  IF (${rule}) IS FALSE THEN
    RAISE EXCEPTION 'New row for "${table}" violates "${name}".' USING ERRCODE = 'check_violation', TABLE = '${table}', CONSTRAINT = '${name}';
  END IF;`).join('')}
  RETURN NEW;
END`,
  ),
  trigger(table, `${table}_shape`, `BEFORE INSERT OR UPDATE OF ${columns.join(', ')}`, 'FOR EACH ROW', `${table}_shape()`),
  ...Object.keys(rules).map((name) => withoutConstraint(table, name)),
];

/** Drops a constraint that another rule has replaced. ALTER TABLE would lock the table even where there is nothing to do. */
export const withoutConstraint = (on: string, name: string): Guard => `
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '${name}' AND conrelid = '${on}'::regclass) THEN
    ALTER TABLE ${on} DROP CONSTRAINT ${name};
  END IF;
END $$;`;
