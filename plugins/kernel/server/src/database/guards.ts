import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';

/** SQL that may run at every boot: it creates what is missing and leaves what is there. */
export type Guard = string;

/** A CHECK that holds for every row, old and new. */
export const check = (table: string, name: string, rule: string): Guard => constraint(table, name, `CHECK (${rule})`);

/** A foreign key that refuses to delete what is still referred to. */
export const foreignKey = (table: string, name: string, column: string, target: string): Guard =>
  constraint(table, name, `FOREIGN KEY (${column}) REFERENCES ${target} ON DELETE RESTRICT`);

/** A table of ours that Strapi does not know. */
export const table = (name: string, columns: string): Guard => `CREATE TABLE IF NOT EXISTS ${name} (${columns});`;

/** A column that a table of ours got after it was first made. ALTER TABLE would lock the table even where there is nothing to do. */
export const column = (name: string, added: string, definition: string): Guard => `
-- the column ${name}.${added}
DO $guard$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = '${name}'::regclass AND attname = '${added}' AND NOT attisdropped) THEN
    ALTER TABLE ${name} ADD COLUMN ${added} ${definition};
  END IF;
END $guard$;`;

/** A condition for `check`: the column holds one of these words of ours. */
export const oneOf = (column: string, words: readonly string[]): string => `${column} IN (${words.map((word) => `'${word}'`).join(', ')})`;

export const index = (name: string, on: string): Guard => unlessThere(name, `CREATE INDEX ${name} ON ${on};`);
export const uniqueIndex = (name: string, on: string): Guard => unlessThere(name, `CREATE UNIQUE INDEX ${name} ON ${on};`);

/** IF NOT EXISTS would keep everybody from writing to the table until the end of all guards, for an index that is there. */
const unlessThere = (name: string, statement: string): Guard => `
-- the index ${name}
DO $guard$ BEGIN
  IF to_regclass('${name}') IS NULL THEN ${statement} END IF;
END $guard$;`;

/** A function or trigger function; replaced at every boot, so that the code and the database cannot drift apart. */
export const sqlFunction = (signature: string, returns: string, body: string, settings = ''): Guard =>
  `CREATE OR REPLACE FUNCTION ${signature} RETURNS ${returns} LANGUAGE plpgsql ${settings} AS $body$\n${body}\n$body$;`;

/**
 * For a function that only ever looks up single rows. PostgreSQL keeps the plan that it made while a table was almost
 * empty, and would go on reading the whole table until its statistics are renewed. And where a plan would depend on how
 * long an array is, it would plan anew for each call, which costs more than the work.
 */
export const BY_INDEX = 'SET enable_seqscan = off SET plan_cache_mode = force_generic_plan';

/**
 * A trigger, e.g. `trigger('entries', 'entries_balance', 'BEFORE INSERT', 'FOR EACH ROW', 'keep_balance()')`. One that is
 * there, works, and is what its comment says is left alone: to replace it keeps everybody from writing to the table, and
 * a server that starts while others work would wait for them, and they for it, in a circle.
 */
export const trigger = (on: string, name: string, when: string, each: string, call: string): Guard => {
  const statement = `CREATE OR REPLACE TRIGGER ${name} ${when} ON ${on} ${each} EXECUTE FUNCTION ${call};`;
  const found = `FROM pg_trigger t WHERE t.tgrelid = '${on}'::regclass AND t.tgname = '${name}'`;
  const mark = `'${createHash('sha256').update(statement).digest('hex')} ' || md5(pg_get_triggerdef(t.oid))`;
  return `
-- the trigger ${name} of ${on}
DO $guard$ BEGIN
  IF NOT EXISTS (SELECT ${found} AND t.tgenabled = 'O' AND obj_description(t.oid, 'pg_trigger') = ${mark}) THEN
    ${statement}
    EXECUTE (SELECT format('COMMENT ON TRIGGER ${name} ON ${on} IS %L', ${mark}) ${found});
  END IF;
END $guard$;`;
};

/**
 * A trigger that fires at COMMIT. PostgreSQL has no OR REPLACE for it, and dropping it would leave a moment without
 * the rule, so it is created once.
 */
export const commitTrigger = (on: string, name: string, when: string, call: string): Guard => `
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = '${name}' AND tgrelid = '${on}'::regclass) THEN
    CREATE CONSTRAINT TRIGGER ${name} ${when} ON ${on} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ${call};
  END IF;
END $$;`;

/**
 * Rows come, change and go only where the transaction says that it is `writer`: what our services do and nobody else, not
 * Strapi's generic ways in either. FOR EACH STATEMENT costs less, and asks before the statement: where it sets the mark
 * itself, ask for each row.
 */
export const onlyWriter = (on: string, writer: string, each: 'FOR EACH ROW' | 'FOR EACH STATEMENT' = 'FOR EACH ROW'): Guard =>
  trigger(on, `${on}_acts_only`, 'BEFORE INSERT OR UPDATE OR DELETE', each, `mangrove_only_writer('${writer}')`);

/** Refuses UPDATE, DELETE and TRUNCATE, whoever asks. */
export const appendOnly = (name: string): Guard =>
  trigger(name, `${name}_append_only`, 'BEFORE UPDATE OR DELETE', 'FOR EACH ROW', 'mangrove_refuse_change()') +
  trigger(name, `${name}_no_truncate`, 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()');

/** Refuses DELETE and TRUNCATE: rows may change, but never vanish. */
export const neverDeleted = (name: string): Guard =>
  trigger(name, `${name}_never_deleted`, 'BEFORE DELETE', 'FOR EACH ROW', 'mangrove_refuse_change()') +
  trigger(name, `${name}_no_truncate`, 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()');

const constraint = (on: string, name: string, rule: string): Guard => `
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '${name}' AND conrelid = '${on}'::regclass) THEN
    ALTER TABLE ${on} ADD CONSTRAINT ${name} ${rule};
  END IF;
END $$;`;

const refuseChange = sqlFunction(
  'mangrove_refuse_change()',
  'trigger',
  `BEGIN
  RAISE EXCEPTION 'Rows of % are never changed or removed (% was refused).', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END`,
);

const onlyWriterMay = sqlFunction(
  'mangrove_only_writer()',
  'trigger',
  `BEGIN
  IF coalesce(current_setting('mangrove.writer', true), '') <> TG_ARGV[0] THEN
    RAISE EXCEPTION 'Rows of % change only through the acts of the % plugin.', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END`,
);

const installed = new WeakMap<Core.Strapi, Guard[]>();

/**
 * Has a plugin's guards run at every boot, after Strapi has synced the schema and before anything answers. The guards
 * of all plugins are one transaction, in the order of the plugins: Strapi runs the readers of a hook side by side,
 * where they would get in each other's way. Call it in `register`.
 */
export function installGuards(strapi: Core.Strapi, guards: readonly Guard[]): void {
  const all = installed.get(strapi);
  if (all) {
    all.push(...guards);
    return;
  }
  const first = [refuseChange, onlyWriterMay, ...guards];
  installed.set(strapi, first);
  strapi.hook('strapi::content-types.afterSync').register(() => runGuards(strapi, first));
}

const DEADLOCK_DETECTED = '40P01';
const ATTEMPTS = 5;

/** Rules that changed lock their tables while others work: whoever of the two is picked to end a circle begins anew. */
async function runGuards(strapi: Core.Strapi, guards: readonly Guard[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(strapi, guards);
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      const isDeadlock = cause instanceof Error && 'code' in cause && cause.code === DEADLOCK_DETECTED;
      if (!isDeadlock || attempt >= ATTEMPTS) throw error;
    }
  }
}

const runOnce = (strapi: Core.Strapi, guards: readonly Guard[]): Promise<void> =>
  strapi.db.connection.transaction(async (trx) => {
    for (const guard of guards) {
      // No parameters, so that one text may hold several statements; knex must not take a `?` for a parameter.
      await trx.raw(guard.replaceAll('?', '\\?')).catch((cause: unknown) => {
        const [firstLine] = guard.trim().split('\n');
        const reason = cause instanceof Error ? (cause.message.split(' - ').at(-1) ?? cause.message) : String(cause);
        throw new Error(`The database refuses the rule "${firstLine?.slice(0, 120)}": ${reason}`, { cause });
      });
    }
  });
