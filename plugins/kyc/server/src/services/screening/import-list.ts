import { clock, eventRecord, type Sql } from '#kernel';
import { entryKeys, revisionOf, type ListEntry } from '../../domain/screening/list-entry';
import type { ListFormat } from '../../domain/screening/list-formats';
import { ListShrinks } from '../../screening-errors';

export interface ListFile {
  /** 2 to 32 characters of `a-z`, `0-9` and `-`, e.g. `un-consolidated`. */
  list: string;
  format: ListFormat;
  sha256: string;
  /** Read once, from the first to the last. */
  entries: AsyncIterable<ListEntry>;
  /** Whether fewer than half of the entries may be left: a file that was cut off looks like that. */
  mayShrink: boolean;
}

export interface ImportedVersion {
  list: string;
  version: number;
  /** False where the list is what the file says already: nothing was done. */
  isNew: boolean;
  entries: number;
  added: number;
  changed: number;
  removed: number;
}

const BATCH = 500;
/** Below this a list may shrink as it likes. */
const SMALL_LIST = 20;

/**
 * Makes a file the next version of a list, in the caller's transaction: until it commits everybody sees the version before, and
 * afterwards the whole of this one. The same file once more does nothing. Memory is bounded by a batch, whatever the file.
 *
 * @throws ListShrinks; Error with a sentence where two entries share an id. The caller rolls back.
 */
export async function importList(tx: Sql, { list, format, sha256, entries, mayShrink }: ListFile): Promise<ImportedVersion> {
  await tx.query(`SELECT set_config('mangrove.writer', 'kyc', true), pg_advisory_xact_lock(hashtextextended('kyc screening list ' || $1, 0))`, [list]);
  const before = await latestVersion(tx, list);
  if (before?.file_sha256 === sha256) return { list, version: before.version, isNew: false, entries: before.entries, added: 0, changed: 0, removed: 0 };
  await tx.execute('INSERT INTO kyc_screening_lists (code) VALUES ($1) ON CONFLICT DO NOTHING', [list]);
  const version = (before?.version ?? 0) + 1;
  const counts = await storeEntries(tx, { list, version, entries });
  if (!mayShrink && before !== undefined && before.entries >= SMALL_LIST && counts.entries * 2 < before.entries) throw new ListShrinks({ list, before: before.entries, after: counts.entries });
  const { added, changed, removed } = counts;
  await tx.execute(
    `INSERT INTO kyc_screening_list_versions (list, version, format, file_sha256, entries, added, changed, removed, imported_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [list, version, format, sha256, counts.entries, added, changed, removed, clock.now()],
  );
  const event = eventRecord('kyc.screening_list_changed', { type: 'screening_list', id: list }, { list, version, added, changed, removed });
  await tx.query('SELECT mangrove_append_events($1)', [JSON.stringify([event])]);
  // Last, and waits for the screenings that have read the version before: they are seen by whoever looks for people whom the change concerns.
  await tx.execute('UPDATE kyc_screening_lists SET version = $2 WHERE code = $1', [list, version]);
  return { list, version, isNew: true, ...counts };
}

interface VersionRow {
  version: number;
  file_sha256: string;
  entries: number;
}

async function latestVersion(tx: Sql, list: string): Promise<VersionRow | undefined> {
  const [row] = await tx.query<VersionRow>('SELECT version, file_sha256, entries FROM kyc_screening_list_versions WHERE list = $1 ORDER BY version DESC LIMIT 1', [list]);
  return row;
}

interface Target {
  list: string;
  version: number;
}

async function storeEntries(tx: Sql, { entries, ...target }: Target & { entries: AsyncIterable<ListEntry> }) {
  await tx.execute('CREATE TEMP TABLE kyc_screening_import (source_id text PRIMARY KEY) ON COMMIT DROP');
  const counts = { entries: 0, added: 0, changed: 0, removed: 0 };
  for await (const batch of inBatches(entries)) {
    await noteIds(tx, batch);
    const { added, changed } = await storeBatch(tx, target, batch);
    counts.entries += batch.length;
    counts.added += added;
    counts.changed += changed;
  }
  counts.removed = await tx.execute(
    `UPDATE kyc_screening_entries e SET until_version = $2
     WHERE e.list = $1 AND e.until_version IS NULL AND NOT EXISTS (SELECT 1 FROM kyc_screening_import i WHERE i.source_id = e.source_id)`,
    [target.list, target.version],
  );
  return counts;
}

/** Remembers what the file has, to know at its end what it has not. @throws Error where an id comes twice */
async function noteIds(tx: Sql, batch: readonly ListEntry[]): Promise<void> {
  const ids = batch.map(({ id }) => id);
  const noted = await tx.execute('INSERT INTO kyc_screening_import (source_id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [ids]);
  if (noted === ids.length) return;
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  throw new Error(twice === undefined ? `One of the entries ${ids[0] ?? ''} to ${ids.at(-1) ?? ''} has an id that came before.` : `Two entries have the id "${twice}".`);
}

async function storeBatch(tx: Sql, { list, version }: Target, batch: readonly ListEntry[]): Promise<{ added: number; changed: number }> {
  const current = new Map(
    (await tx.query<{ source_id: string; revision: string }>('SELECT source_id, revision FROM kyc_screening_entries WHERE list = $1 AND until_version IS NULL AND source_id = ANY ($2)', [list, batch.map(({ id }) => id)])).map(
      ({ source_id, revision }) => [source_id, revision],
    ),
  );
  const fresh = batch.map((entry) => ({ ...entry, revision: revisionOf(entry) })).filter(({ id, revision }) => current.get(id) !== revision);
  const changed = await tx.execute('UPDATE kyc_screening_entries SET until_version = $2 WHERE list = $1 AND until_version IS NULL AND source_id = ANY ($3)', [list, version, fresh.map(({ id }) => id)]);
  await tx.execute(
    `INSERT INTO kyc_screening_entries (list, source_id, revision, content, keys, since_version)
     SELECT $1, e.id, e.revision, e.content, e.keys, $2 FROM json_to_recordset($3::json) AS e (id text, revision text, content json, keys bigint[])`,
    [list, version, JSON.stringify(fresh.map(({ id, revision, ...content }) => ({ id, revision, content, keys: entryKeys(content) })))],
  );
  return { added: fresh.length - changed, changed };
}

async function* inBatches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
