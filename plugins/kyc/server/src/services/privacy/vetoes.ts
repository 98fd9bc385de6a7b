import type { Core } from '@strapi/strapi';
import type { Sql } from '#kernel';

/** Something that keeps a person from being forgotten although their time is over, such as money of theirs that is held. */
export interface RetentionVeto {
  /** e.g. `money_held` */
  readonly code: string;
  /** Reads only. */
  appliesTo(db: Sql, personId: string): Promise<boolean>;
}

/** KYC's own: a legal hold wins over everything, and a case that is open is somebody's work. */
export const OWN_VETOES: readonly RetentionVeto[] = [
  { code: 'legal_hold', appliesTo: async (db, personId) => (await db.query('SELECT FROM kyc_holds WHERE person_id = $1 AND lifted_at IS NULL LIMIT 1', [personId])).length > 0 },
  { code: 'open_case', appliesTo: async (db, personId) => (await db.query(`SELECT FROM kyc_applications WHERE person_id = $1 AND state NOT IN ('approved', 'rejected', 'withdrawn', 'expired') LIMIT 1`, [personId])).length > 0 },
];

const added = new WeakMap<Core.Strapi, RetentionVeto[]>();

/** For recipes; in `register`. */
export function addRetentionVeto(strapi: Core.Strapi, veto: RetentionVeto): void {
  added.set(strapi, [...(added.get(strapi) ?? []), veto]);
}

export const retentionVetoes = (strapi: Core.Strapi): RetentionVeto[] => [...OWN_VETOES, ...(added.get(strapi) ?? [])];

/** The codes of all that keep a person. */
export async function vetoesOf(db: Sql, vetoes: readonly RetentionVeto[], personId: string): Promise<string[]> {
  const found: string[] = [];
  for (const veto of vetoes) if (await veto.appliesTo(db, personId)) found.push(veto.code);
  return found;
}
