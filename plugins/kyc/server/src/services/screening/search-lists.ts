import type { Sql } from '#kernel';
import { hashKey } from '../../domain/screening/list-entry';
import { searchKeys } from '../../domain/screening/keys';
import { match, prepare, type Identity } from '../../domain/screening/match';
import type { ScreeningAnswer, ScreeningMatch } from '../../screeners/port';

interface EntryRow {
  list: string;
  source_id: string;
  revision: string;
  content: ScreeningMatch['listed'];
}

export interface SearchOptions {
  /** Likeness from which on a match is reported. */
  threshold: number;
  /** How many entries one subject is compared with; of more, those that share most with it. */
  mostCandidates: number;
}

/**
 * Below 0.85 the precision of the benchmark falls faster than its recall grows; of the candidates those
 * behind the first seventy, who share least, are the right ones in three of a thousand cases.
 */
export const SEARCH_DEFAULTS: SearchOptions = { threshold: 0.85, mostCandidates: 70 };

/** Searches all lists as they are in the caller's view of the database. */
export async function searchLists(db: Sql, subject: Identity, { threshold, mostCandidates }: SearchOptions = SEARCH_DEFAULTS): Promise<ScreeningAnswer> {
  const lists = await listVersions(db);
  const rows = await db.query<EntryRow>(
    'SELECT c.list, c.source_id, c.revision, c.content FROM kyc_screening_candidates($1, $2) AS c',
    [searchKeys(subject).map(hashKey), mostCandidates + 1],
  );
  const prepared = prepare(subject);
  const matches = rows.slice(0, mostCandidates).flatMap(({ list, source_id, revision, content: listed }): ScreeningMatch[] => {
    const found = match(prepared, listed);
    if (found === undefined || found.score < threshold) return [];
    const { score, ...explanation } = found;
    return [{ reference: `${list}/${source_id}`, revision, list, listed, score, explanation }];
  });
  return { lists, matches: matches.toSorted((a, b) => b.score - a.score || (a.reference < b.reference ? -1 : 1)), isTruncated: rows.length > mostCandidates };
}

/** Each list with its current version, as text. */
export async function listVersions(db: Sql): Promise<Record<string, string>> {
  const rows = await db.query<{ code: string; version: number }>('SELECT code, version FROM kyc_screening_lists WHERE version > 0 ORDER BY code');
  return Object.fromEntries(rows.map(({ code, version }) => [code, String(version)]));
}
