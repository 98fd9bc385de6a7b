import { BY_INDEX, sqlFunction, trigger, type Guard } from '#kernel';

/** One at a time: who adds to what is known of a person, and who forgets them. */
const LOCK = (person: string) => `hashtextextended('kyc person ' || ${person}, 0)`;

/** To be called before a person is restricted or forgotten: waits for all who are adding something, and keeps others waiting. */
export const LOCK_PERSON = `SELECT pg_advisory_xact_lock(${LOCK('$1::text')})`;

const isForgotten = sqlFunction(
  'kyc_is_forgotten(p_person text)',
  'boolean',
  `BEGIN
  RETURN EXISTS (SELECT FROM kyc_erasures e WHERE e.person_id = p_person AND e.state IN ('forgotten', 'erased'));
END`,
  BY_INDEX,
);

/** Whatever was under way, nothing comes back to somebody who is restricted or forgotten: the second argument says from which of the two on. */
const refuseAdded = sqlFunction(
  'kyc_refuse_added()',
  'trigger',
  `DECLARE
  person text := to_jsonb(NEW) ->> TG_ARGV[0];
BEGIN
  PERFORM pg_advisory_xact_lock_shared(${LOCK('person')});
  IF EXISTS (SELECT FROM kyc_erasures e WHERE e.person_id = person AND (e.state IN ('forgotten', 'erased') OR (TG_ARGV[1] = 'restricted' AND e.state = 'restricted'))) THEN
    RAISE EXCEPTION 'What is known of % is restricted or forgotten: nothing is added to % any more.', person, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** The key of somebody who was forgotten is never made again: not by an upload that began before, nor by anything else. */
const refuseKey = sqlFunction(
  'kyc_refuse_key()',
  'trigger',
  `BEGIN
  IF NEW.subject LIKE 'usr\\_%' THEN
    PERFORM pg_advisory_xact_lock_shared(${LOCK('NEW.subject')});
    IF kyc_is_forgotten(NEW.subject) THEN RAISE EXCEPTION '% was forgotten, and gets no key any more.', NEW.subject USING ERRCODE = 'restrict_violation'; END IF;
  END IF;
  RETURN NEW;
END`,
);

/** @param column holds the id of the person */
export const refuseAdditions = (table: string, column: string, from: 'restricted' | 'forgotten' = 'restricted'): Guard =>
  trigger(table, `${table}_refuse_added`, 'BEFORE INSERT', 'FOR EACH ROW', `kyc_refuse_added('${column}', '${from}')`);

/**
 * Rows that never change and go only with their person: `appendOnly` until that one is forgotten.
 *
 * @param person SQL for the id of the person of `OLD`
 */
export const untilForgotten = (table: string, person: string): Guard[] => [
  sqlFunction(
    `${table}_until_forgotten()`,
    'trigger',
    `BEGIN
  IF TG_OP = 'DELETE' AND kyc_is_forgotten(${person}) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'Rows of ${table} never change, and go only when their person is forgotten (% was refused).', TG_OP USING ERRCODE = 'restrict_violation';
END`,
  ),
  trigger(table, `${table}_append_only`, 'BEFORE UPDATE OR DELETE', 'FOR EACH ROW', `${table}_until_forgotten()`),
  trigger(table, `${table}_no_truncate`, 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
];

/** The same where rows may change, by rules of their own. */
export const keptUntilForgotten = (table: string, person: string): Guard[] => [
  sqlFunction(
    `${table}_until_forgotten()`,
    'trigger',
    `BEGIN
  IF kyc_is_forgotten(${person}) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'Rows of ${table} go only when their person is forgotten.' USING ERRCODE = 'restrict_violation';
END`,
  ),
  trigger(table, `${table}_never_deleted`, 'BEFORE DELETE', 'FOR EACH ROW', `${table}_until_forgotten()`),
  trigger(table, `${table}_no_truncate`, 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
];

export const personalGuards: Guard[] = [isForgotten, refuseAdded, refuseKey, trigger('data_keys', 'data_keys_refuse_forgotten', 'BEFORE INSERT', 'FOR EACH ROW', 'kyc_refuse_key()')];
