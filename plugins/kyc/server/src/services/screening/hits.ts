import type { Core } from '@strapi/strapi';
import { audit, kernel, NotFound, sql, transaction, type Sql } from '#kernel';
import { assertNotKeptFrom } from '../privacy/restriction';
import type { Disposition } from '../../domain/screening/hit';
import type { Identity } from '../../domain/screening/match';
import type { ScreeningMatch } from '../../screeners/port';

export interface HitRow {
  id: string;
  person: string;
  provider: string;
  reference: string;
  list: string;
  listed: ScreeningMatch['listed'];
  score: string;
  explanation: Buffer;
  disposition: Disposition;
  found_at: Date;
}

const HIT = 'h.id, h.person, h.provider, h.reference, h.list, h.listed, h.score, h.explanation, h.disposition, h.found_at';

/**
 * What screening found about an application, hits with why and what was decided. It holds the person's name, so that the reading is
 * recorded, and it is told to nobody where it is not.
 *
 * @throws NotFound where the application was never screened, or does not exist
 */
export async function readScreening(strapi: Core.Strapi, applicationId: string) {
  const [screened] = await sql(strapi).query<{ person: string }>('SELECT person FROM kyc_screenings WHERE application_id = $1 LIMIT 1', [applicationId]);
  if (screened) await assertNotKeptFrom(strapi, screened.person);
  const { screenings, hits, decisions } = await transaction(strapi, async (tx) => {
    const found = await tx.query<ScreeningRow>('SELECT id, trigger, lists, is_truncated, screened_at FROM kyc_screenings WHERE application_id = $1 ORDER BY id DESC LIMIT $2', [applicationId, MOST_SCREENINGS]);
    if (found.length === 0) throw new NotFound();
    const rows = await tx.query<HitRow>(
      `SELECT ${HIT} FROM kyc_screening_hits h WHERE h.id IN (SELECT f.hit FROM kyc_screening_finds f JOIN kyc_screenings s ON s.id = f.screening WHERE s.application_id = $1) ORDER BY h.score DESC, h.id`,
      [applicationId],
    );
    await audit(tx, { action: 'screening.read', subject: { type: 'kyc_application', id: applicationId }, data: { hitIds: rows.map(({ id }) => id) } });
    return { screenings: found, hits: rows, decisions: await decisionsOf(tx, rows.map(({ id }) => id)) };
  });
  return {
    applicationId,
    screenings: screenings.map(({ id, trigger, lists, is_truncated, screened_at }) => ({ id, trigger, lists, isTruncated: is_truncated, screenedAt: screened_at.toISOString() })),
    hits: await Promise.all(hits.map((hit) => presentHit(strapi, hit, decisions.filter((decision) => decision.hit === hit.id)))),
  };
}

const MOST_SCREENINGS = 20;

interface ScreeningRow {
  id: string;
  trigger: string;
  lists: Record<string, Record<string, string>>;
  is_truncated: boolean;
  screened_at: Date;
}

interface DecisionRow {
  hit: string;
  disposition: Disposition;
  reason: Buffer;
  decided_by: string;
  decided_at: Date;
}

const decisionsOf = (db: Sql, hits: readonly string[]): Promise<DecisionRow[]> =>
  db.query<DecisionRow>('SELECT hit, disposition, reason, decided_by, decided_at FROM kyc_screening_decisions WHERE hit = ANY ($1) ORDER BY hit, number', [hits]);

/** One hit as staff see it. What was sealed is `null` once the person was forgotten. */
async function presentHit(strapi: Core.Strapi, hit: HitRow, decisions: readonly DecisionRow[]) {
  const { values } = kernel(strapi);
  const explanation = await values.open(hit.person, hit.explanation, 'kyc_screening_hits.explanation');
  const { id, person, provider, reference, list, listed, score, disposition, found_at } = hit;
  return {
    id, personId: person, provider, reference, list, disposition, score: Number(score), foundAt: found_at.toISOString(),
    listed: { kind: listed.kind, names: [...listed.names], weakNames: [...(listed.weakNames ?? [])], datesOfBirth: [...listed.datesOfBirth], countries: [...listed.countries], programs: [...listed.programs] },
    explanation: explanation === undefined ? null : (JSON.parse(explanation) as ScreeningMatch['explanation']),
    decisions: await Promise.all(
      decisions.map(async ({ disposition: to, reason, decided_by, decided_at }) => ({ disposition: to, reason: (await values.open(person, reason, 'kyc_screening_decisions.reason')) ?? null, decidedBy: decided_by, decidedAt: decided_at.toISOString() })),
    ),
  };
}

/** One hit by itself, after it was decided. @throws NotFound */
export async function readHit(strapi: Core.Strapi, id: string) {
  const db = sql(strapi);
  const [hit] = await db.query<HitRow>(`SELECT ${HIT} FROM kyc_screening_hits h WHERE h.id = $1`, [id]);
  if (!hit) throw new NotFound();
  await assertNotKeptFrom(strapi, hit.person);
  return presentHit(strapi, hit, await decisionsOf(db, [id]));
}

/**
 * One hit by itself, for who is going to decide about it, with whom screening looked for. The reading is recorded before anybody sees it.
 *
 * @throws NotFound
 */
export async function openHit(strapi: Core.Strapi, id: string) {
  const [of] = await sql(strapi).query<{ person: string }>('SELECT person FROM kyc_screening_hits WHERE id = $1', [id]);
  if (of) await assertNotKeptFrom(strapi, of.person);
  const found = await transaction(strapi, async (tx) => {
    const [row] = await tx.query<{ person: string; subject: Buffer }>('SELECT h.person, s.subject FROM kyc_screening_hits h JOIN kyc_screenings s ON s.id = h.screening WHERE h.id = $1', [id]);
    if (!row) throw new NotFound();
    await audit(tx, { action: 'screening_hit.read', subject: { type: 'kyc_screening_hit', id } });
    return row;
  });
  const subject = await kernel(strapi).values.open(found.person, found.subject, 'kyc_screenings.subject');
  const { names, datesOfBirth, countries } = (subject === undefined ? {} : JSON.parse(subject)) as Partial<Identity>;
  return { ...(await readHit(strapi, id)), subject: names === undefined ? null : { names: [...names], datesOfBirth: [...(datesOfBirth ?? [])], countries: [...(countries ?? [])] } };
}
