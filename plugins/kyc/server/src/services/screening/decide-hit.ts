import type { Core } from '@strapi/strapi';
import { actorText, appendEvent, clock, kernel, NotFound, requestContext, sql, transaction } from '#kernel';
import { hitMachine, type Disposition } from '../../domain/screening/hit';
import { HitDecided } from '../../screening-errors';
import { auditWith, commitTo } from '../evidence/evidence';

export interface HitDecision {
  disposition: Exclude<Disposition, 'open'>;
  /** What the hit was when staff looked at it. */
  from: Disposition;
  reason: string;
}

/**
 * Says whether somebody is whom a list names: the hit, the decision with its reason, the event and the audit entry, all or none. The reason
 * may speak of the person, so that it is sealed, and is in none of the last two.
 *
 * @throws NotFound also for a person who was forgotten; HitDecided; IllegalTransition
 */
export async function decideHit(strapi: Core.Strapi, id: string, { disposition, from, reason }: HitDecision): Promise<void> {
  const { values } = kernel(strapi);
  const [hit] = await sql(strapi).query<{ person: string; application_id: string | null; explanation: Buffer }>(
    'SELECT h.person, s.application_id, h.explanation FROM kyc_screening_hits h JOIN kyc_screenings s ON s.id = h.screening WHERE h.id = $1',
    [id],
  );
  // Sealing would make a new key for somebody whose key is gone for good.
  if (!hit || (await values.open(hit.person, hit.explanation, 'kyc_screening_hits.explanation')) === undefined) throw new NotFound();
  const sealedReason = await values.seal(hit.person, reason, 'kyc_screening_decisions.reason');
  const evidence = await commitTo(strapi, { personId: hit.person, applicationId: hit.application_id }, 'reason', reason);
  await transaction(strapi, async (tx) => {
    await tx.query(`SELECT set_config('mangrove.writer', 'kyc', true)`);
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
  });
}
