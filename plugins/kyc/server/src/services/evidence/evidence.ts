import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { audit, clock, kernel, newId, sql, type AuditNote, type Tx } from '#kernel';
import { commitmentOf, type Commitment, type EvidenceKind, type Opening } from '../../domain/evidence';
import { writeAsKyc } from '../as-writer';
import { assertNotKeptFrom } from '../privacy/restriction';

/** Whom an act is about. */
export interface EvidenceSubject {
  personId: string;
  /** `null` where it is about no application. */
  applicationId: string | null;
}

/** A commitment for the audit chain, and its opening, sealed under the key of the person. */
export interface Evidence extends EvidenceSubject {
  commitment: Commitment;
  sealed: Buffer;
}

const where = (id: string) => `kyc_evidence:${id}`;
const SALT_BYTES = 32;

/** Commits to something personal. Outside a transaction: keys are looked up on another connection. */
export async function commitTo(strapi: Core.Strapi, subject: EvidenceSubject, kind: EvidenceKind, value: unknown): Promise<Evidence> {
  const opening: Opening = { id: newId('kev'), kind, salt: randomBytes(SALT_BYTES).toString('base64url'), value };
  const sealed = await kernel(strapi).values.seal(subject.personId, JSON.stringify(opening), where(opening.id));
  return { personId: subject.personId, applicationId: subject.applicationId, sealed, commitment: { id: opening.id, kind, hmac: commitmentOf(opening) } };
}

/**
 * Records an act with commitments in place of what is personal. What opens them lies sealed beside the chain: it goes when
 * the person is forgotten, the chain stays as it is, and what it says can be guessed by nobody.
 */
export async function auditWith(tx: Tx, note: AuditNote, evidence: readonly Evidence[]): Promise<string> {
  const entryId = await audit(tx, { ...note, data: { ...note.data, ...(evidence.length === 0 ? {} : { commitments: evidence.map(({ commitment }) => commitment) }) } });
  if (evidence.length > 0) await writeAsKyc(tx);
  for (const { personId, applicationId, sealed, commitment } of evidence) {
    await tx.execute('INSERT INTO kyc_evidence (id, entry_id, person_id, application_id, kind, sealed, at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [commitment.id, entryId, personId, applicationId, commitment.kind, sealed, clock.now()]);
  }
  return entryId;
}

/** What opens the commitments of an application, oldest first. Nothing once the person was forgotten. */
export async function openingsOf(strapi: Core.Strapi, applicationId: string): Promise<Opening[]> {
  const rows = await sql(strapi).query<{ id: string; person_id: string; sealed: Buffer }>('SELECT id, person_id, sealed FROM kyc_evidence WHERE application_id = $1 ORDER BY id', [applicationId]);
  const [first] = rows;
  if (first) await assertNotKeptFrom(strapi, first.person_id);
  const opened = await Promise.all(rows.map(({ id, person_id, sealed }) => kernel(strapi).values.open(person_id, sealed, where(id))));
  return opened.flatMap((text) => (text === undefined ? [] : [JSON.parse(text) as Opening]));
}
