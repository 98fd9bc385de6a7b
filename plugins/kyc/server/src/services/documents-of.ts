import type { Core } from '@strapi/strapi';
import type { Sql } from '#kernel';
import type { GivenDocument } from '../domain/requirements';

/** Says which documents an application has, each side by itself, as part of the caller's transaction. */
export type DocumentsOf = (tx: Sql, applicationId: string) => Promise<GivenDocument[]>;

const sources = new WeakMap<Core.Strapi, DocumentsOf>();

/** Names who keeps the documents; once, in `register`. */
export function provideDocuments(strapi: Core.Strapi, source: DocumentsOf): void {
  if (sources.has(strapi)) throw new Error('Documents of KYC applications are provided twice.');
  sources.set(strapi, source);
}

/** The documents of an application; none where nobody keeps documents. */
export const documentsOf = async (strapi: Core.Strapi, tx: Sql, applicationId: string): Promise<GivenDocument[]> => (await sources.get(strapi)?.(tx, applicationId)) ?? [];
