import type { Core } from '@strapi/strapi';
import { sql, type Sql } from '#kernel';
import type { Outcome } from '../domain/decision';
import { firstReasons, type Reason } from '../domain/reasons';

/** Adds the reasons that are not there yet. What an operator has worded anew stays as it is. */
export async function storeReasons(strapi: Core.Strapi): Promise<void> {
  for (const { code, outcomes, concerns, publicText, internalText } of firstReasons) {
    await sql(strapi).execute('INSERT INTO kyc_reasons (code, outcomes, concerns, public_text, internal_text) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [code, outcomes, concerns, publicText, internalText]);
  }
}

export async function listReasons(db: Sql, outcome?: Outcome): Promise<Reason[]> {
  const rows = await db.query<{ code: string; outcomes: Outcome[]; concerns: Reason['concerns']; public_text: string; internal_text: string }>(
    'SELECT code, outcomes, concerns, public_text, internal_text FROM kyc_reasons WHERE $1::text IS NULL OR $1 = ANY (outcomes) ORDER BY code',
    [outcome ?? null],
  );
  return rows.map(({ public_text: publicText, internal_text: internalText, ...reason }) => ({ ...reason, publicText, internalText }));
}
