import type { Core } from '@strapi/strapi';
import { kernel, sql } from '#kernel';
import type { Disposition } from '../../domain/screening/hit';

interface Row {
  id: string;
  person: string;
  application_id: string | null;
  list: string;
  score: string;
  disposition: Disposition;
  found_at: Date;
}

/** Hits of everybody, the latest first, by cursor; ids and numbers alone. */
export async function listHits(strapi: Core.Strapi, disposition: Disposition, limit: number, cursor?: string) {
  const scope = `staff:screening-hits:${disposition}`;
  const [before] = cursor === undefined ? [null] : kernel(strapi).cursors.read(scope, cursor);
  const rows = await sql(strapi).query<Row>(
    `SELECT h.id, h.person, s.application_id, h.list, h.score, h.disposition, h.found_at FROM kyc_screening_hits h JOIN kyc_screenings s ON s.id = h.screening
     WHERE h.disposition = $1 AND ($2::text IS NULL OR h.id < $2) ORDER BY h.id DESC LIMIT $3`,
    [disposition, before, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(({ id, person, application_id, list, score, disposition: is, found_at }) => ({ id, personId: person, applicationId: application_id, list, score: Number(score), disposition: is, foundAt: found_at.toISOString() })),
    meta: { nextCursor: last ? kernel(strapi).cursors.write(scope, [last.id]) : null },
  };
}

/** What everybody is screened against. */
export async function describeLists(strapi: Core.Strapi) {
  const rows = await sql(strapi).query<{ list: string; version: number; entries: number; added: number; changed: number; removed: number; file_sha256: string; imported_at: Date }>(
    `SELECT v.list, v.version, v.entries, v.added, v.changed, v.removed, v.file_sha256, v.imported_at
     FROM kyc_screening_lists l JOIN kyc_screening_list_versions v ON v.list = l.code AND v.version = l.version ORDER BY l.code`,
  );
  return rows.map(({ file_sha256, imported_at, ...counts }) => ({ ...counts, fileSha256: file_sha256, importedAt: imported_at.toISOString() }));
}
