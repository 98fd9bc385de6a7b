import type { Core } from '@strapi/strapi';
import { kernel, sql, type Tx } from '#kernel';

/** What a message said when it was reported: its author may edit or delete it afterwards. */
export interface Evidence {
  text: string;
  version: number;
}

/** Each report has a data key of its own. */
const subjectOf = (reportId: string) => `report:${reportId}`;
const PLACE = 'message_reports.evidence';

/** Not inside a transaction: keys are stored by themselves. */
export const sealEvidence = (strapi: Core.Strapi, reportId: string, evidence: Evidence): Promise<Buffer> =>
  kernel(strapi).values.seal(subjectOf(reportId), JSON.stringify(evidence), PLACE);

/** @returns `null` once it was forgotten. Not inside a transaction. */
export async function openEvidence(strapi: Core.Strapi, reportId: string, sealed: Buffer): Promise<Evidence | null> {
  const plain = await kernel(strapi).values.open(subjectOf(reportId), sealed, PLACE);
  return plain === undefined ? null : (JSON.parse(plain) as Evidence);
}

/** From COMMIT on nothing opens what was sealed of these reports. */
export const forgetKeys = (tx: Tx, reportIds: readonly string[]): Promise<unknown> => tx.query('SELECT mangrove_forget($1)', [reportIds.map(subjectOf)]);

/** The key of a report that was not stored after all. */
export const forgetKey = (strapi: Core.Strapi, reportId: string): Promise<unknown> => sql(strapi).query('SELECT mangrove_forget($1)', [[subjectOf(reportId)]]);
