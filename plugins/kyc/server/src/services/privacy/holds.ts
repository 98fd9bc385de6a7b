import type { Core } from '@strapi/strapi';
import { actorText, clock, kernel, newId, NotFound, requestContext, sql, transaction, audit, type Sql } from '#kernel';
import type { HoldReason, LegalPurpose } from '../../domain/erasure';
import { HoldSet } from '../../privacy-errors';
import { writeAsKyc } from '../as-writer';
import { auditWith, commitTo } from '../evidence/evidence';
import { aboutPerson, findErasure } from './erasures';
import { assertReadable } from './restriction';

export interface Hold {
  id: string;
  reason: HoldReason;
  setBy: string;
  setAt: Date;
  liftedBy: string | null;
  liftedAt: Date | null;
}

const where = (id: string) => `kyc_holds:${id}`;

/**
 * Has everything about a person kept, whoever asks for what, until it is lifted. The note, such as the number of an order, is sealed for the person.
 *
 * @throws NotFound where there is no such person, Forgotten, HoldSet
 */
export async function setHold(strapi: Core.Strapi, personId: string, reason: HoldReason, note: string): Promise<string> {
  const [known] = await sql(strapi).query('SELECT FROM kyc_profiles WHERE person_id = $1', [personId]);
  if (!known) throw new NotFound();
  // Somebody who was forgotten has no key, and gets none: nothing is left to be held.
  if ((await findErasure(sql(strapi), personId))?.forgottenAt != null) await assertReadable(strapi, personId);
  const id = newId('kyl');
  const sealed = await kernel(strapi).values.seal(personId, note, where(id));
  const evidence = await commitTo(strapi, { personId, applicationId: null }, 'note', note);
  await transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    await tx.query('SELECT FROM kyc_profiles WHERE person_id = $1 FOR UPDATE', [personId]);
    const same = await tx.query('SELECT FROM kyc_holds WHERE person_id = $1 AND reason = $2 AND lifted_at IS NULL', [personId, reason]);
    if (same.length > 0) throw new HoldSet();
    await tx.execute('INSERT INTO kyc_holds (id, person_id, reason, note, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)', [id, personId, reason, sealed, actorText(requestContext.actor()), clock.now()]);
    await auditWith(tx, { action: 'kyc_person.hold_set', subject: aboutPerson(personId), data: { holdId: id, reason } }, [evidence]);
  });
  return id;
}

/** Lifts a hold; what waited for it goes its way at the next pass of the retention. Again changes nothing. @throws NotFound */
export const liftHold = (strapi: Core.Strapi, personId: string, id: string): Promise<void> =>
  transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    const [hold] = await tx.query<{ lifted_at: Date | null }>('SELECT lifted_at FROM kyc_holds WHERE id = $1 AND person_id = $2 FOR UPDATE', [id, personId]);
    if (!hold) throw new NotFound();
    if (hold.lifted_at !== null) return;
    await tx.execute('UPDATE kyc_holds SET lifted_by = $2, lifted_at = $3 WHERE id = $1', [id, actorText(requestContext.actor()), clock.now()]);
    await audit(tx, { action: 'kyc_person.hold_lifted', subject: aboutPerson(personId), data: { holdId: id } });
  });

export const holdsOf = (db: Sql, personId: string): Promise<Hold[]> =>
  db.query<Hold & Record<string, unknown>>(
    `SELECT h.id, h.reason, h.set_by AS "setBy", h.set_at AS "setAt", h.lifted_by AS "liftedBy", h.lifted_at AS "liftedAt" FROM kyc_holds h WHERE h.person_id = $1 ORDER BY h.set_at, h.id`,
    [personId],
  );

const LEGAL_MINUTES = 15;

/** Lets whoever asks look at a restricted person for a while, for the law. @returns until when @throws NotFound where there is nothing that is restricted */
export const allowLegalAccess = (strapi: Core.Strapi, personId: string, purpose: LegalPurpose): Promise<Date> =>
  transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    if ((await findErasure(tx, personId))?.state !== 'restricted') throw new NotFound();
    const [now, id] = [clock.now(), newId('kya')];
    const until = new Date(now.getTime() + LEGAL_MINUTES * 60_000);
    await tx.execute('INSERT INTO kyc_legal_accesses (id, person_id, viewer, purpose, granted_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)', [id, personId, actorText(requestContext.actor()), purpose, now, until]);
    await audit(tx, { action: 'kyc_person.legal_access', subject: aboutPerson(personId), data: { accessId: id, purpose, until: until.toISOString() } });
    return until;
  });
