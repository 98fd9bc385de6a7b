import type { Core } from '@strapi/strapi';
import { actorText, appendEvent, audit, clock, newId, NotFound, requestContext, transaction, type Tx } from '#kernel';
import { kycConfig } from '../../config';
import { LOCK_PERSON } from '../../database/personal';
import { retainUntil, type ErasureReason } from '../../domain/erasure';
import { ErasureOver } from '../../privacy-errors';
import { findOpenApplication, lockApplication } from '../applications';
import { lockOwnProfile } from '../apply';
import { writeAsKyc } from '../as-writer';
import { suspendFor } from '../profiles';
import { end } from '../withdraw';
import { aboutPerson, findErasure, lockErasure, type Erasure } from './erasures';

/**
 * Has a person forgotten as soon as the law allows it, and nobody work with what is known of them until then: an application that is under
 * way is withdrawn, a level is worth nothing any more, lists look for them no longer. All in one moment, or nothing. Again changes nothing.
 *
 * @throws NotFound where there is no such person
 */
export const restrictPerson = (strapi: Core.Strapi, personId: string, reason: ErasureReason): Promise<Erasure> =>
  transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    const known = await tx.query('SELECT FROM up_users WHERE document_id = $1 UNION ALL SELECT FROM kyc_profiles WHERE person_id = $1', [personId]);
    if (known.length === 0) throw new NotFound();
    const now = clock.now();
    await lockOwnProfile(tx, personId, now);
    const before = await findErasure(tx, personId);
    if (before) return before;
    const open = await findOpenApplication(tx, personId);
    const application = open && (await lockApplication(tx, open.id));
    if (application && !['approved', 'rejected', 'withdrawn', 'expired'].includes(application.state)) await end(tx, application, 'withdrawn');
    await tx.query(LOCK_PERSON, [personId]);
    const until = retainUntil(await historyOf(tx, personId), now, kycConfig(strapi).privacy.retentionYears);
    const id = newId('kye');
    await tx.execute(
      `INSERT INTO kyc_erasures (id, person_id, state, reason, requested_by, requested_at, retain_until) VALUES ($1, $2, 'restricted', $3, $4, $5, $6)`,
      [id, personId, reason, actorText(requestContext.actor()), now, until],
    );
    await suspendFor(tx, personId, 'erasure_requested', now);
    await tx.execute('DELETE FROM kyc_screening_people WHERE person = $1', [personId]);
    await appendEvent(tx, 'kyc.person_restricted', aboutPerson(personId), { personId, erasureId: id });
    await audit(tx, { action: 'kyc_person.restricted', subject: aboutPerson(personId), data: { erasureId: id, reason, retainUntil: until.toISOString() } });
    const erasure = await findErasure(tx, personId);
    if (!erasure) throw new Error(`The erasure ${id} has vanished.`);
    return erasure;
  });

async function historyOf(tx: Tx, personId: string) {
  const [row] = await tx.query<{ handed_in: boolean; approved: boolean; last: Date | null }>(
    `SELECT coalesce(bool_or(a.submitted_at IS NOT NULL), false) AS handed_in, coalesce(bool_or(a.state = 'approved'), false) AS approved, max(greatest(a.submitted_at, a.decided_at)) AS last
     FROM kyc_applications a WHERE a.person_id = $1`,
    [personId],
  );
  return { wasHandedIn: row?.handed_in ?? false, wasApproved: row?.approved ?? false, lastActAt: row?.last ?? null };
}

/**
 * Gives a person free again who was restricted by mistake, or by somebody who had their session. Their level stays suspended: they apply anew.
 *
 * @throws NotFound; ErasureOver for somebody who was forgotten
 */
export const liftRestriction = (strapi: Core.Strapi, personId: string): Promise<void> =>
  transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    const found = await findErasure(tx, personId);
    const erasure = found && (await lockErasure(tx, found.id));
    if (!erasure) throw new NotFound();
    if (erasure.state === 'lifted') return;
    if (erasure.state !== 'restricted') throw new ErasureOver({ state: erasure.state });
    await tx.execute(`UPDATE kyc_erasures SET state = 'lifted' WHERE id = $1`, [erasure.id]);
    await audit(tx, { action: 'kyc_person.restriction_lifted', subject: aboutPerson(personId), data: { erasureId: erasure.id } });
  });
