import { appendOnly, BY_INDEX, check, index, neverDeleted, oneOf, onlyWriter, sqlFunction, table, trigger, uniqueIndex, type Guard } from '#kernel';
import { LIST_FORMATS } from '../domain/screening/list-formats';

/** What a list said stays provable: an entry is ended by a version, once, and never changed. */
const guardEntry = sqlFunction(
  'kyc_guard_screening_entry()',
  'trigger',
  `BEGIN
  IF OLD.until_version IS NOT NULL OR to_jsonb(NEW) - 'until_version' <> to_jsonb(OLD) - 'until_version' THEN
    RAISE EXCEPTION 'Entry % of a screening list is ended once and never changed.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** A list moves on by one version at a time, and only to one that is there. */
const guardList = sqlFunction(
  'kyc_guard_screening_list()',
  'trigger',
  `BEGIN
  IF NEW.code <> OLD.code OR NEW.version <> OLD.version + 1
     OR NOT EXISTS (SELECT 1 FROM kyc_screening_list_versions v WHERE v.list = NEW.code AND v.version = NEW.version) THEN
    RAISE EXCEPTION 'Screening list % moves on by one stored version.', OLD.code USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** The entries that share a key, those that share most. Counted in the index alone; what is not chosen is not read. */
const candidates = sqlFunction(
  'kyc_screening_candidates(p_keys bigint[], p_most int)',
  'TABLE (list text, source_id text, revision text, content json)',
  `BEGIN
  RETURN QUERY SELECT e.list, e.source_id, e.revision, e.content
   FROM (SELECT k.entry_id FROM kyc_screening_entry_keys k WHERE k.key = ANY (p_keys) GROUP BY k.entry_id ORDER BY count(*) DESC, k.entry_id LIMIT p_most) AS found
   JOIN kyc_screening_entries e ON e.id = found.entry_id;
END`,
  BY_INDEX,
);

/** Entries are found while the list says so, and only then: their keys come and go with them. */
const keepKeys = [
  sqlFunction(
    'kyc_screening_entries_begin()',
    'trigger',
    `BEGIN
  INSERT INTO kyc_screening_entry_keys (key, entry_id) SELECT k.key, e.id FROM begun e CROSS JOIN LATERAL unnest(e.keys) AS k (key);
  RETURN NULL;
END`,
  ),
  sqlFunction(
    'kyc_screening_entries_end()',
    'trigger',
    `BEGIN
  DELETE FROM kyc_screening_entry_keys k USING ended e WHERE e.until_version IS NOT NULL AND k.key = ANY (e.keys) AND k.entry_id = e.id;
  RETURN NULL;
END`,
    BY_INDEX,
  ),
  trigger('kyc_screening_entries', 'kyc_screening_entries_begin', 'AFTER INSERT', 'REFERENCING NEW TABLE AS begun FOR EACH STATEMENT', 'kyc_screening_entries_begin()'),
  trigger('kyc_screening_entries', 'kyc_screening_entries_end', 'AFTER UPDATE', 'REFERENCING NEW TABLE AS ended FOR EACH STATEMENT', 'kyc_screening_entries_end()'),
];

export const screeningListGuards: Guard[] = [
  table('kyc_screening_lists', 'code text PRIMARY KEY, version int NOT NULL DEFAULT 0'),
  check('kyc_screening_lists', 'kyc_screening_lists_code', `code ~ '^[a-z][a-z0-9-]{1,31}$'`),
  table(
    'kyc_screening_list_versions',
    `list text NOT NULL REFERENCES kyc_screening_lists (code),
     version int NOT NULL,
     format text NOT NULL,
     file_sha256 text NOT NULL,
     entries int NOT NULL,
     added int NOT NULL,
     changed int NOT NULL,
     removed int NOT NULL,
     imported_at timestamptz NOT NULL,
     PRIMARY KEY (list, version)`,
  ),
  check('kyc_screening_list_versions', 'kyc_screening_list_versions_format', oneOf('format', LIST_FORMATS)),
  check('kyc_screening_list_versions', 'kyc_screening_list_versions_hash', `file_sha256 ~ '^[0-9a-f]{64}$'`),
  check('kyc_screening_list_versions', 'kyc_screening_list_versions_counts', 'version > 0 AND added >= 0 AND changed >= 0 AND removed >= 0 AND entries >= added + changed'),
  appendOnly('kyc_screening_list_versions'),
  onlyWriter('kyc_screening_list_versions', 'kyc'),
  guardList,
  trigger('kyc_screening_lists', 'kyc_screening_lists_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'kyc_guard_screening_list()'),
  onlyWriter('kyc_screening_lists', 'kyc'),
  neverDeleted('kyc_screening_lists'),
  // content: what the list says, as `ListEntry` without its id; one text, which is read faster than many arrays. until_version: NULL while the list says so.
  table(
    'kyc_screening_entries',
    `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     list text NOT NULL REFERENCES kyc_screening_lists (code),
     source_id text NOT NULL,
     revision text NOT NULL,
     content json NOT NULL,
     keys bigint[] NOT NULL,
     since_version int NOT NULL,
     until_version int`,
  ),
  check('kyc_screening_entries', 'kyc_screening_entries_kind', `content->>'kind' IN ('person', 'organization')`),
  check('kyc_screening_entries', 'kyc_screening_entries_named', `json_array_length(content->'names') > 0`),
  check('kyc_screening_entries', 'kyc_screening_entries_end', 'until_version > since_version'),
  uniqueIndex('kyc_screening_entries_current', 'kyc_screening_entries (list, source_id) WHERE until_version IS NULL'),
  index('kyc_screening_entries_since', 'kyc_screening_entries (list, since_version, id)'),
  // Which entries share a key, counted in its index alone.
  table('kyc_screening_entry_keys', 'key bigint NOT NULL, entry_id bigint NOT NULL REFERENCES kyc_screening_entries (id), PRIMARY KEY (key, entry_id)'),
  onlyWriter('kyc_screening_entry_keys', 'kyc', 'FOR EACH STATEMENT'),
  ...keepKeys,
  guardEntry,
  trigger('kyc_screening_entries', 'kyc_screening_entries_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'kyc_guard_screening_entry()'),
  onlyWriter('kyc_screening_entries', 'kyc'),
  neverDeleted('kyc_screening_entries'),
  candidates,
];
