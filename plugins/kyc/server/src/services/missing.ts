import type { Core } from '@strapi/strapi';
import type { Sql } from '#kernel';
import type { Requirements } from '../domain/level';
import { missingOf, type Missing } from '../domain/requirements';
import { documentsOf } from './documents-of';
import { namesOfSaid } from './sealed-details';

/** What an application lacks of what is required, as the database is at this moment. */
export const findMissing = async (strapi: Core.Strapi, db: Sql, applicationId: string, required: Requirements): Promise<Missing> =>
  missingOf(required, { ...(await namesOfSaid(db, applicationId)), documents: await documentsOf(strapi, db, applicationId) });
