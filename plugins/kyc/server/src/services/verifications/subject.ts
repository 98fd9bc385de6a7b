import { buffer } from 'node:stream/consumers';
import type { Core } from '@strapi/strapi';
import { kernel, sql } from '#kernel';
import { Forgotten } from '../../errors';
import type { VerificationSubject } from '../../verifiers/port';
import type { Application } from '../applications';
import { documentsOfApplication, type Document } from '../documents/documents';
import { openSaid } from '../sealed-details';

/** Whom verifiers are asked about. Outside a transaction. @throws Forgotten */
export async function subjectOf(strapi: Core.Strapi, application: Application): Promise<VerificationSubject> {
  const { details, identifiers } = await openSaid(strapi, application);
  const documents = (await documentsOfApplication(sql(strapi), application.id)).filter(({ state }) => state === 'pending' || state === 'accepted');
  return { personId: application.personId, details, identifiers, documents: documents.map((document) => toSubjectDocument(strapi, document)) };
}

const toSubjectDocument = (strapi: Core.Strapi, { id, type, side, country, mediaType, object }: Document): VerificationSubject['documents'][number] => ({
  id, type, side, country, mediaType,
  async read() {
    const stored = await kernel(strapi).objects.open(object);
    if (!stored) throw new Forgotten();
    return buffer(stored);
  },
});

/** Whether somebody's key is there: what is sealed for them can be read, and nothing may be kept of them otherwise. */
export const isRemembered = async (strapi: Core.Strapi, personId: string): Promise<boolean> =>
  (await sql(strapi).query('SELECT FROM data_keys WHERE subject = $1', [personId])).length > 0;
