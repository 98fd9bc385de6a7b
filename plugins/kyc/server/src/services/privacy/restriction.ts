import type { Core } from '@strapi/strapi';
import { actorText, clock, requestContext, sql, type Sql } from '#kernel';
import type { ErasureState } from '../../domain/erasure';
import { Forgotten } from '../../errors';
import { PersonRestricted } from '../../privacy-errors';

interface Standing {
  state: ErasureState;
  /** Whether whoever asks may look at it, for the law, at this moment. */
  may_look: boolean;
}

async function standing(db: Sql, personId: string): Promise<Standing | undefined> {
  const [row] = await db.query<Standing>(
    `SELECT e.state, EXISTS (SELECT FROM kyc_legal_accesses l WHERE l.person_id = e.person_id AND l.viewer = $2 AND l.expires_at > $3) AS may_look
     FROM kyc_erasures e WHERE e.person_id = $1 AND e.state <> 'lifted'`,
    [personId, actorText(requestContext.actor()), clock.now()],
  );
  return row;
}

const isKeptFrom = (found: Standing | undefined): boolean => found?.state === 'restricted' && !found.may_look && requestContext.actor().type === 'staff';

/**
 * Before anything sealed about a person is read, outside a transaction. The person themselves may always read what is left.
 *
 * @throws Forgotten; PersonRestricted for staff who may not look at it for the law
 */
export async function assertReadable(strapi: Core.Strapi, personId: string): Promise<void> {
  const found = await standing(sql(strapi), personId);
  if (found?.state === 'forgotten' || found?.state === 'erased') throw new Forgotten();
  if (isKeptFrom(found)) throw new PersonRestricted();
}

/** The same where there is an answer about somebody who was forgotten, too. @throws PersonRestricted */
export async function assertNotKeptFrom(strapi: Core.Strapi, personId: string): Promise<void> {
  if (isKeptFrom(await standing(sql(strapi), personId))) throw new PersonRestricted();
}

/** Before anything is begun for a person, as part of the caller's transaction. @throws Forgotten, PersonRestricted */
export async function assertUnrestricted(db: Sql, personId: string): Promise<void> {
  const found = await standing(db, personId);
  if (found?.state === 'restricted') throw new PersonRestricted();
  if (found) throw new Forgotten();
}
