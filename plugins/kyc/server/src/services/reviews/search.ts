import type { Core } from '@strapi/strapi';
import { actorText, audit, clock, requestContext, transaction, type Sql } from '#kernel';
import { identifierDigest } from '../sealed-details';
import { lookUp } from './look-up';
import { queueRows } from './queue';

export type Sought = { by: 'application' | 'person' | 'email'; value: string } | { by: 'number'; type: string; value: string };

const MOST_FOUND = 50;

const WHERE = {
  application: 'a.document_id = $1',
  person: 'a.person_id = $1',
  email: 'a.person_id = (SELECT u.document_id FROM up_users u WHERE lower(u.email) = lower($1))',
} as const;

/**
 * Applications that were handed in, the newest first, found by what somebody calls in with. Whoever looks for a number is recorded: who has a certain number is
 * something that few should ask. What is looked for is in no address, and so in no log.
 *
 * @throws SearchTooBroad
 */
export async function searchApplications(strapi: Core.Strapi, sought: Sought) {
  const digest = sought.by === 'number' ? await identifierDigest(strapi, sought.type, sought.value) : undefined;
  const rows = await lookUp(strapi, async (tx) => {
    const ids = sought.by === 'number' ? await byNumber(tx, digest) : await tx.query<{ id: number }>(`${FOUND} AND ${WHERE[sought.by]} ${NEWEST}`, [sought.value]);
    return queueRows(tx, ids.map(({ id }) => id), { now: clock.now(), actor: actorText(requestContext.actor()) });
  });
  if (sought.by === 'number') await transaction(strapi, (tx) => audit(tx, { action: 'kyc_number.searched', subject: { type: 'kyc_number', id: sought.type }, data: { found: rows.map(({ id }) => id) } }));
  return rows;
}

const FOUND = 'SELECT a.id FROM kyc_applications a WHERE a.due_at IS NOT NULL';
const NEWEST = `ORDER BY a.created_at DESC LIMIT ${MOST_FOUND}`;

const byNumber = (tx: Sql, digest: Buffer | undefined): Promise<{ id: number }[]> =>
  tx.query<{ id: number }>(
    `SELECT a.id FROM (SELECT i.application_id FROM kyc_identifiers i WHERE i.digest = $1 LIMIT ${MOST_FOUND}) i JOIN kyc_applications a ON a.document_id = i.application_id WHERE a.due_at IS NOT NULL ${NEWEST}`,
    [digest],
  );
