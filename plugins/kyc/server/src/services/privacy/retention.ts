import type { Core } from '@strapi/strapi';
import { clock, kernel, sql, transaction, type Sql } from '#kernel';
import { kycConfig } from '../../config';
import { lockOwnProfile } from '../apply';
import { writeAsKyc } from '../as-writer';
import { dropGivenUpDrafts } from './drafts';
import { erasuresDue, type Erasure } from './erasures';
import { completeCertificates, forget } from './forget';
import { erasuresKept } from './metrics';
import { restrictPerson } from './restrict';
import { retentionVetoes, vetoesOf, type RetentionVeto } from './vetoes';

const EVERY_SECONDS = 60;
const AT_ONCE = 100;

/** In `register`. */
export function installRetention(strapi: Core.Strapi): void {
  kernel(strapi).schedules.every(EVERY_SECONDS, 'kyc.retention', () => runRetention(strapi));
}

/**
 * One pass: people whose time is over and who never asked are restricted, those who are due are forgotten, certificates completed, and drafts
 * that were given up emptied. Each person by themselves, in portions; whatever dies, the next pass goes on, and a second one beside it finds nothing to do.
 */
export async function runRetention(strapi: Core.Strapi): Promise<void> {
  const before = cutoff(clock.now(), kycConfig(strapi).privacy.retentionYears);
  for (const personId of await peopleOver(sql(strapi), before, AT_ONCE)) await restrictOrSay(strapi, personId, before);
  const kept = new Map<string, number>();
  for (let after = ''; ; ) {
    const due = await erasuresDue(sql(strapi), clock.now(), AT_ONCE, after);
    for (const erasure of due) {
      const vetoes = await vetoesOf(sql(strapi), retentionVetoes(strapi), erasure.personId);
      if (vetoes.length === 0) await forgetOrSay(strapi, erasure);
      for (const code of vetoes) kept.set(code, (kept.get(code) ?? 0) + 1);
    }
    after = due.at(-1)?.id ?? '';
    if (due.length < AT_ONCE) break;
  }
  erasuresKept.reset();
  for (const [why, count] of kept) erasuresKept.set({ why }, count);
  while ((await completeCertificates(strapi)) === AT_ONCE);
  while ((await dropGivenUpDrafts(strapi, AT_ONCE)) === AT_ONCE);
}

/** Whoever came back since they were found stays what they are; who cannot be restricted keeps nobody else from it. */
const restrictOrSay = (strapi: Core.Strapi, personId: string, before: Date): Promise<unknown> =>
  transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    await lockOwnProfile(tx, personId, clock.now());
    const [over] = await peopleOver(tx, before, 1, personId);
    // Joins this transaction.
    if (over !== undefined) await restrictPerson(strapi, personId, 'retention_over');
  }).catch((error: unknown) => strapi.log.error('A person could not be restricted; the next pass tries again.', { personId, error }));

/** One who cannot be forgotten keeps nobody else from it; the next pass tries again. */
const forgetOrSay = (strapi: Core.Strapi, erasure: Erasure): Promise<unknown> =>
  forget(strapi, erasure).catch((error: unknown) => strapi.log.error('A person could not be forgotten; the next pass tries again.', { personId: erasure.personId, error }));

/** Whoever did nothing since may not be kept any longer. */
export function cutoff(now: Date, retentionYears: number): Date {
  const at = new Date(now);
  at.setUTCFullYear(at.getUTCFullYear() - retentionYears);
  return at;
}

/**
 * Who has no level, nothing open, and did nothing for as long as it must be kept: nobody's customer, whose data nobody may keep.
 *
 * @param personId whether it is so of this one
 */
export async function peopleOver(db: Sql, before: Date, limit: number, personId?: string): Promise<string[]> {
  const rows = await db.query<{ person_id: string }>(
    `SELECT p.person_id FROM kyc_profiles p WHERE p.level_rank = 0 AND p.updated_at <= $1 AND ($3::text IS NULL OR p.person_id = $3)
       AND NOT EXISTS (SELECT FROM kyc_erasures e WHERE e.person_id = p.person_id AND e.state <> 'lifted')
       AND EXISTS (SELECT FROM kyc_applications a WHERE a.person_id = p.person_id)
       AND NOT EXISTS (SELECT FROM kyc_applications a WHERE a.person_id = p.person_id AND (a.updated_at > $1 OR a.state NOT IN ('approved', 'rejected', 'withdrawn', 'expired')))
     ORDER BY p.updated_at LIMIT $2`,
    [before, limit, personId ?? null],
  );
  return rows.map(({ person_id }) => person_id);
}

export interface DueErasure {
  personId: string;
  retainUntil: Date;
  /** Empty: the next pass forgets this person. */
  keptBy: string[];
}

/** What the next pass would do, and why not: reads only. */
export async function* dueErasures(db: Sql, now: Date, vetoes: readonly RetentionVeto[]): AsyncGenerator<DueErasure> {
  for (let after = ''; ; ) {
    const due = await erasuresDue(db, now, AT_ONCE, after);
    for (const { personId, retainUntil } of due) yield { personId, retainUntil, keptBy: await vetoesOf(db, vetoes, personId) };
    after = due.at(-1)?.id ?? '';
    if (due.length < AT_ONCE) return;
  }
}
