import type { Core } from '@strapi/strapi';
import { kernel, sql, type Sql } from '#kernel';
import type { Details } from '../domain/details';
import { Forgotten } from '../errors';
import type { Application } from './applications';
import { assertReadable } from './privacy/restriction';

/** What an application says, readable. Never leaves the server but to its owner, and to staff where that is recorded. */
export interface Said {
  details: Details;
  identifiers: { type: string; value: string }[];
}

type SealedDetails = Pick<Said, 'details'>;

const whereDetails = (applicationId: string) => `kyc_details:${applicationId}`;
const whereIdentifier = (applicationId: string, type: string) => `kyc_identifiers:${applicationId}:${type}`;

/** @throws Forgotten when the key of the person was destroyed. */
async function open(strapi: Core.Strapi, personId: string, sealed: Buffer, boundTo: string): Promise<string> {
  const text = await kernel(strapi).values.open(personId, sealed, boundTo);
  if (text === undefined) throw new Forgotten();
  return text;
}

/**
 * All that an application says. Outside a transaction: keys are looked up on another connection.
 *
 * @throws Forgotten; PersonRestricted for staff
 */
export async function openSaid(strapi: Core.Strapi, { id, personId }: Application): Promise<Said> {
  await assertReadable(strapi, personId);
  const [row] = await sql(strapi).query<{ sealed: Buffer }>('SELECT sealed FROM kyc_details WHERE application_id = $1', [id]);
  const numbers = await sql(strapi).query<{ type: string; sealed: Buffer }>('SELECT type, sealed FROM kyc_identifiers WHERE application_id = $1 ORDER BY type', [id]);
  const { details } = row ? (JSON.parse(await open(strapi, personId, row.sealed, whereDetails(id))) as SealedDetails) : { details: {} };
  const identifiers = await Promise.all(numbers.map(async ({ type, sealed }) => ({ type, value: await open(strapi, personId, sealed, whereIdentifier(id, type)) })));
  return { details, identifiers };
}

export const sealDetails = (strapi: Core.Strapi, { id, personId }: Application, said: SealedDetails): Promise<Buffer> =>
  kernel(strapi).values.seal(personId, JSON.stringify(said), whereDetails(id));

/** A number as it is stored: sealed, and as the keyed hash by which another person's same number is found. */
export async function sealIdentifier(strapi: Core.Strapi, { id, personId }: Application, type: string, value: string): Promise<{ sealed: Buffer; digest: Buffer }> {
  const sealed = await kernel(strapi).values.seal(personId, value, whereIdentifier(id, type));
  return { sealed, digest: await identifierDigest(strapi, type, value) };
}

/** The same for the same compact number of a type, and of nobody's else. Outside a transaction. */
export const identifierDigest = (strapi: Core.Strapi, type: string, value: string): Promise<Buffer> => kernel(strapi).blindIndex('kyc identifiers').digest(JSON.stringify([type, value]));

/** The names of what an application says, and the types of its numbers. */
export async function namesOfSaid(db: Sql, applicationId: string): Promise<{ details: string[]; identifiers: string[] }> {
  const [row] = await db.query<{ filled: string[]; types: string[] }>(
    `SELECT coalesce((SELECT d.filled FROM kyc_details d WHERE d.application_id = $1), '{}') AS filled,
            ARRAY(SELECT i.type FROM kyc_identifiers i WHERE i.application_id = $1 ORDER BY i.type) AS types`,
    [applicationId],
  );
  return { details: row?.filled ?? [], identifiers: row?.types ?? [] };
}
