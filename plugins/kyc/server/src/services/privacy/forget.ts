import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, kernel, sql, transaction, type Tx } from '#kernel';
import { LOCK_PERSON } from '../../database/personal';
import { writeAsKyc } from '../as-writer';
import { aboutPerson, lockErasure, type Destroyed, type Erasure } from './erasures';
import { retentionVetoes, vetoesOf } from './vetoes';
import { peopleErased, peopleForgotten } from './metrics';

/** By index: there is none of these by person. */
const OF_APPLICATIONS = 'application_id IN (SELECT document_id FROM kyc_applications WHERE person_id = $1)';

/** Rows that hold, sealed or hashed, what a person said and what was found by it; in an order that references allow. */
const DESTROYED: readonly (readonly [what: string, statement: string])[] = [
  ['screeningFinds', 'DELETE FROM kyc_screening_finds f USING kyc_screening_hits h WHERE h.id = f.hit AND h.person = $1'],
  ['screeningDecisions', 'DELETE FROM kyc_screening_decisions d USING kyc_screening_hits h WHERE h.id = d.hit AND h.person = $1'],
  ['screeningHits', 'DELETE FROM kyc_screening_hits WHERE person = $1'],
  ['screeningIndex', 'DELETE FROM kyc_screening_people WHERE person = $1'],
  ['screenings', 'DELETE FROM kyc_screenings WHERE person = $1'],
  ['zones', `DELETE FROM kyc_zones WHERE ${OF_APPLICATIONS}`],
  ['verifierAnswers', `DELETE FROM kyc_verifier_answers a USING kyc_verifications v WHERE v.id = a.verification_id AND v.${OF_APPLICATIONS}`],
  ['verifierEvents', `DELETE FROM kyc_verifier_events e USING kyc_verifier_asks q, kyc_verifications v WHERE q.id = e.ask_id AND v.id = q.verification_id AND v.${OF_APPLICATIONS}`],
  ['verifierFiles', `DELETE FROM kyc_verifier_files WHERE ${OF_APPLICATIONS}`],
  ['verifierSessions', `UPDATE kyc_verifier_asks q SET session = NULL FROM kyc_verifications v WHERE v.id = q.verification_id AND q.session IS NOT NULL AND v.${OF_APPLICATIONS}`],
  ['names', 'UPDATE kyc_submissions SET name_digest = NULL, evidence_id = NULL WHERE person_id = $1'],
  ['evidence', 'DELETE FROM kyc_evidence WHERE person_id = $1'],
  ['numbers', `DELETE FROM kyc_identifiers WHERE ${OF_APPLICATIONS}`],
  ['details', `DELETE FROM kyc_details WHERE ${OF_APPLICATIONS}`],
  // Rows stay: that there was a document is in the chain. Whose file it was, what it showed and where it is from go.
  ['documents', `UPDATE kyc_documents SET fingerprint = 'forgotten:' || document_id, country = NULL, quality = NULL WHERE ${OF_APPLICATIONS}`],
];

/**
 * Forgets a person whose time is over: their key, all that it sealed, the hashes by which numbers, files and names were found, and the first
 * part of the certificate, all in the transaction of the caller. Bytes outside the database are noise from its COMMIT on, and are erased after it.
 *
 * @returns nothing where somebody else was faster, the restriction was lifted, or something keeps them
 */
export async function forgetIn(strapi: Core.Strapi, tx: Tx, erasureId: string): Promise<Destroyed | undefined> {
  await writeAsKyc(tx);
  const erasure = await lockErasure(tx, erasureId);
  if (erasure?.state !== 'restricted') return undefined;
  const { personId } = erasure;
  // Whoever is adding something finishes first, and whoever comes later is refused.
  await tx.query(LOCK_PERSON, [personId]);
  // Asked again: what keeps them may have come since.
  if ((await vetoesOf(tx, retentionVetoes(strapi), personId)).length > 0) return undefined;
  await tx.execute(`UPDATE kyc_erasures SET state = 'forgotten', forgotten_at = $2, destroyed = '{}' WHERE id = $1`, [erasureId, clock.now()]);
  const destroyed: Record<string, number> = {};
  for (const [what, statement] of DESTROYED) destroyed[what] = await tx.execute(statement, [personId]);
  const [bytes] = await tx.query<{ objects: number }>('SELECT count(*)::int AS objects FROM stored_objects WHERE subject = $1', [personId]);
  destroyed.files = bytes?.objects ?? 0;
  await kernel(strapi).objects.forget(tx, [personId]);
  await tx.execute('UPDATE kyc_erasures SET destroyed = $2 WHERE id = $1', [erasureId, JSON.stringify(destroyed)]);
  await appendEvent(tx, 'kyc.person_forgotten', aboutPerson(personId), { personId, erasureId });
  await audit(tx, { action: 'kyc_person.forgotten', subject: aboutPerson(personId), data: { erasureId, retainUntil: erasure.retainUntil.toISOString(), destroyed } });
  return destroyed;
}

export async function forget(strapi: Core.Strapi, { id }: Erasure): Promise<boolean> {
  const destroyed = await transaction(strapi, (tx) => forgetIn(strapi, tx, id));
  if (destroyed) peopleForgotten.inc();
  return destroyed !== undefined;
}

const AT_ONCE = 100;

/** Completes the certificates of those whose bytes are gone by now. @returns how many there were. */
export async function completeCertificates(strapi: Core.Strapi): Promise<number> {
  const done = await sql(strapi).query<{ id: string }>(
    `SELECT e.id FROM kyc_erasures e WHERE e.state = 'forgotten' AND NOT EXISTS (SELECT FROM stored_objects o WHERE o.subject = e.person_id) ORDER BY e.forgotten_at LIMIT ${AT_ONCE}`,
  );
  for (const { id } of done) {
    const isMine = await transaction(strapi, async (tx) => {
      await writeAsKyc(tx);
      const erasure = await lockErasure(tx, id);
      if (erasure?.state !== 'forgotten') return false;
      await tx.execute(`UPDATE kyc_erasures SET state = 'erased', erased_at = $2 WHERE id = $1`, [id, clock.now()]);
      await audit(tx, { action: 'kyc_person.erased', subject: aboutPerson(erasure.personId), data: { erasureId: id, files: erasure.destroyed?.files ?? 0 } });
      return true;
    });
    if (isMine) peopleErased.inc();
  }
  return done.length;
}
