import type { Core } from '@strapi/strapi';
import { clock, sql } from '#kernel';
import type { ApplicationState } from '../domain/application';
import type { ProfileState } from '../domain/profile';
import { standingOf } from './limits';

/** Where a person stands, for who helps them. */
export interface Overview {
  /** The level whose limits hold now. */
  level: string;
  state: ProfileState;
  /** The application that was begun last, once it was handed in; `null` for none. */
  latest: { id: string; level: string; state: ApplicationState } | null;
}

/** @param personId public id of a user, who need not have applied for anything */
export async function overviewOf(strapi: Core.Strapi, personId: string): Promise<Overview> {
  const { level, state } = await standingOf(sql(strapi), personId, clock.now());
  const [latest = null] = await sql(strapi).query<NonNullable<Overview['latest']>>(
    'SELECT a.document_id AS id, a.level, a.state FROM kyc_applications a WHERE a.person_id = $1 AND a.submitted_at IS NOT NULL ORDER BY a.created_at DESC LIMIT 1',
    [personId],
  );
  return { level, state, latest };
}
