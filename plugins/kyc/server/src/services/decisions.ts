import type { Core } from '@strapi/strapi';
import { kernel, sql, type Sql } from '#kernel';
import type { Outcome } from '../domain/decision';
import type { Application } from './applications';
import { assertNotKeptFrom } from './privacy/restriction';

/** What a reviewer writes beside the reasons: for the applicant, and for colleagues. */
export interface Note {
  publicNote: string | null;
  internalNote: string | null;
}

export interface Decision extends Note {
  id: string;
  attempt: number;
  outcome: Outcome;
  /** e.g. `staff:stf_…` */
  actor: string;
  reasonCodes: string[];
  at: Date;
}

interface DecisionRow {
  id: string;
  attempt: number;
  outcome: Outcome;
  actor: string;
  reason_codes: string[];
  note: Buffer | null;
  at: Date;
}

const whereNote = (decisionId: string) => `kyc_decisions:${decisionId}`;

/** @returns `null` where there is nothing to keep. Outside a transaction: keys are looked up on another connection. */
export const sealNote = async (strapi: Core.Strapi, { personId }: Application, decisionId: string, note: Note): Promise<Buffer | null> =>
  note.publicNote === null && note.internalNote === null ? null : kernel(strapi).values.seal(personId, JSON.stringify(note), whereNote(decisionId));

/** All decisions about an application, the newest first. Notes that were forgotten are absent. */
export async function decisionsOf(strapi: Core.Strapi, { id, personId }: Application): Promise<Decision[]> {
  await assertNotKeptFrom(strapi, personId);
  const rows = await sql(strapi).query<DecisionRow>('SELECT id, attempt, outcome, actor, reason_codes, note, at FROM kyc_decisions WHERE application_id = $1 ORDER BY at DESC, id DESC', [id]);
  return Promise.all(
    rows.map(async ({ reason_codes: reasonCodes, note, ...row }) => {
      const text = note === null ? undefined : await kernel(strapi).values.open(personId, note, whereNote(row.id));
      return { ...row, reasonCodes, ...(text === undefined ? { publicNote: null, internalNote: null } : (JSON.parse(text) as Note)) };
    }),
  );
}

export interface PublicReason {
  code: string;
  text: string;
}

/** What an applicant is told about a refusal: the public texts of its reasons. */
export async function publicReasons(db: Sql, { reasonCodes }: Pick<Decision, 'reasonCodes'>): Promise<PublicReason[]> {
  return db.query<PublicReason>(
    'SELECT r.code, r.public_text AS text FROM unnest($1::text[]) WITH ORDINALITY AS given (code, place) JOIN kyc_reasons r ON r.code = given.code ORDER BY given.place',
    [reasonCodes],
  );
}
