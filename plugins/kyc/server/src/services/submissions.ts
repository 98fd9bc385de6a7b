import type { Core } from '@strapi/strapi';
import { kernel, sql, type Tx } from '#kernel';
import { nameKey } from '../domain/name-key';
import type { Application } from './applications';
import { openingsOf } from './evidence/evidence';
import type { Said } from './sealed-details';

/** By which the same name and date of birth of somebody else is found. Outside a transaction: the key is stored on another connection. */
export async function digestName(strapi: Core.Strapi, { details }: Said): Promise<Buffer | null> {
  const key = nameKey(details);
  return key === undefined ? null : kernel(strapi).blindIndex('kyc names').digest(key);
}

interface Submission {
  attempt: number;
  /** What was said lies there, sealed, beside the salt of its commitment. */
  evidenceId: string;
  nameDigest: Buffer | null;
  at: Date;
}

export const storeSubmission = (tx: Tx, { id, personId }: Application, { attempt, evidenceId, nameDigest, at }: Submission): Promise<number> =>
  tx.execute('INSERT INTO kyc_submissions (application_id, attempt, person_id, evidence_id, name_digest, submitted_at) VALUES ($1, $2, $3, $4, $5, $6)', [id, attempt, personId, evidenceId, nameDigest, at]);

export interface HandedIn {
  attempt: number;
  submittedAt: Date;
  /** `undefined` once the person was forgotten. */
  said: Said | undefined;
}

/** What was said with each attempt of an application, the latest first. Outside a transaction. */
export async function submissionsOf(strapi: Core.Strapi, { id }: Application): Promise<HandedIn[]> {
  const rows = await sql(strapi).query<{ attempt: number; evidence_id: string | null; submitted_at: Date }>('SELECT attempt, evidence_id, submitted_at FROM kyc_submissions WHERE application_id = $1 ORDER BY attempt DESC', [id]);
  const openings = new Map((await openingsOf(strapi, id)).map((opening) => [opening.id, opening.value as Said]));
  return rows.map(({ attempt, evidence_id, submitted_at: submittedAt }) => ({ attempt, submittedAt, said: evidence_id === null ? undefined : openings.get(evidence_id) }));
}
