import type { Core } from '@strapi/strapi';
import { NotFound, sql } from '#kernel';
import { findOpenable } from './openable';

export interface Opening {
  id: string;
  viewer: string;
  purpose: string;
  requestId: string | null;
  ip: string | null;
  at: Date;
}

/** Who has seen a document, newest first; those before `before`, the id of one. @throws NotFound */
export async function openingsOf(strapi: Core.Strapi, documentId: string, limit: number, before: string | undefined): Promise<Opening[]> {
  if (!(await findOpenable(sql(strapi), documentId))) throw new NotFound();
  return sql(strapi).query<Opening & Record<string, unknown>>(
    `SELECT o.id, o.viewer, o.purpose, o.request_id AS "requestId", o.ip, o.at FROM kyc_document_openings o
      WHERE o.document_id = $1 AND ($2::text IS NULL OR o.id < $2) ORDER BY o.id DESC LIMIT $3`,
    [documentId, before ?? null, limit],
  );
}
