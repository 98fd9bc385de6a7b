import type { Core } from '@strapi/strapi';
import { actorText, appendEvent, clock, kernel, NotFound, requestContext, sql, transaction, type Tx } from '#kernel';
import { OPEN } from '../../domain/application';
import { hitMachine, type Disposition } from '../../domain/screening/hit';
import { HitDecided } from '../../screening-errors';
import { writeAsKyc } from '../as-writer';
import { auditWith, commitTo } from '../evidence/evidence';
import { restrictProfile } from '../profiles';
import { noteOpenHits } from './open-hits';
import { assertReadable } from '../privacy/restriction';

export interface HitDecision {
  disposition: Exclude<Disposition, 'open'>;
  /** What the hit was when staff looked at it. */
  from: Disposition;
  reason: string;
}

/**
 * Says whether somebody is whom a list names: the hit, the decision with its reason, the event and the audit entry, all or none. The reason
 * may speak of the person, so that it is sealed, and is in none of the last two. Whoever is on a list loses what they had, by the same act.
 *
 * @throws NotFound also for a person who was forgotten; PersonRestricted; HitDecided; IllegalTransition
 */
export async function decideHit(strapi: Core.Strapi, id: string, { disposition, from, reason }: HitDecision): Promise<void> {
  const { values } = kernel(strapi);
  const [hit] = await sql(strapi).query<{ person: string; application_id: string | null; explanation: Buffer }>(
    'SELECT h.person, s.application_id, h.explanation FROM kyc_screening_hits h JOIN kyc_screenings s ON s.id = h.screening WHERE h.id = $1',
    [id],
  );
  if (hit) await assertReadable(strapi, hit.person);
  // Sealing would make a new key for somebody whose key is gone for good.
  if (!hit || (await values.open(hit.person, hit.explanation, 'kyc_screening_hits.explanation')) === undefined) throw new NotFound();
  const sealedReason = await values.seal(hit.person, reason, 'kyc_screening_decisions.reason');
  const evidence = await commitTo(strapi, { personId: hit.person, applicationId: hit.application_id }, 'reason', reason);
  await transaction(strapi, async (tx) => {
    const waiting = await lockConcerned(tx, id, hit.person);
    const [held] = await tx.query<{ disposition: Disposition }>('SELECT disposition FROM kyc_screening_hits WHERE id = $1 FOR UPDATE', [id]);
    if (!held) throw new NotFound();
    if (held.disposition !== from) throw new HitDecided({ disposition: held.disposition });
    hitMachine.assert(from, disposition);
    await tx.execute(
      `INSERT INTO kyc_screening_decisions (hit, number, disposition, reason, decided_by, decided_at)
       SELECT $1, coalesce(max(d.number), 0) + 1, $2, $3, $4, $5 FROM kyc_screening_decisions d WHERE d.hit = $1`,
      [id, disposition, sealedReason, actorText(requestContext.actor()), clock.now()],
    );
    await tx.execute('UPDATE kyc_screening_hits SET disposition = $2 WHERE id = $1', [id, disposition]);
    const facts = { hitId: id, personId: hit.person, from, to: disposition };
    await appendEvent(tx, 'kyc.screening_hit_decided', { type: 'kyc_screening_hit', id }, facts);
    await auditWith(tx, { action: 'screening_hit.decided', subject: { type: 'kyc_screening_hit', id }, data: facts }, [evidence]);
    for (const applicationId of waiting) await noteOpenHits(tx, applicationId);
    if (disposition === 'confirmed') await restrictListed(strapi, tx, hit.person);
  });
}

/**
 * Locks the applications that a hit was found for, and the one that is open: an approval at the same moment is either made before, and taken back here,
 * or sees what is decided. In one order, so that two do not wait for each other in a circle.
 */
async function lockConcerned(tx: Tx, hitId: string, personId: string): Promise<string[]> {
  await writeAsKyc(tx);
  const rows = await tx.query<{ id: string }>(
    `SELECT a.document_id AS id FROM kyc_applications a WHERE a.document_id IN (
       SELECT s.application_id FROM kyc_screening_finds f JOIN kyc_screenings s ON s.id = f.screening WHERE f.hit = $1
       UNION SELECT o.document_id FROM kyc_applications o WHERE o.person_id = $2 AND o.state IN (${OPEN.map((state) => `'${state}'`).join(', ')}))
     ORDER BY a.document_id FOR UPDATE OF a`,
    [hitId, personId],
  );
  return rows.map(({ id }) => id);
}

/** Who is on a list moves no money from this moment on, whatever was approved before. Who never applied has nothing that could be taken. */
async function restrictListed(strapi: Core.Strapi, tx: Tx, personId: string): Promise<void> {
  const [profile] = await tx.query('SELECT FROM kyc_profiles WHERE person_id = $1', [personId]);
  if (profile) await restrictProfile(strapi, personId, 'revoked', 'list_match');
}
