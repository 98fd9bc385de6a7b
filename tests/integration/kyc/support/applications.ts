import { randomUUID } from 'node:crypto';
import { newId } from '../../../../plugins/kernel/server/src/ids.ts';
import type { TestServer } from '../../../support/index.ts';

type Statement = readonly [text: string, values?: readonly unknown[]];

/** Writes as the KYC plugin does, all or nothing: with its mark, and under every rule of the database. */
export async function writeAsKyc(server: TestServer, ...statements: Statement[]): Promise<void> {
  const client = await server.db.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('mangrove.writer', 'kyc', true)`);
    for (const [text, values = []] of statements) await client.query(text, [...values]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/** A draft for the highest level. @returns its id */
export async function beginApplication(server: TestServer, personId: string): Promise<string> {
  const id = newId('kyc');
  await writeAsKyc(server, [
    `INSERT INTO kyc_applications (document_id, person_id, level, level_version, state, attempt, revision, needs_second_review, expires_at, created_at, updated_at, published_at)
     VALUES ($1, $2, 'tier-3', 1, 'draft', 1, 1, true, now() + interval '30 days', now(), now(), now())`,
    [id, personId],
  ]);
  return id;
}

/** As if it was handed in and checked: a reviewer is next. */
export const bringToReview = (server: TestServer, id: string): Promise<void> =>
  writeAsKyc(
    server,
    [`UPDATE kyc_applications SET state = 'submitted', submitted_at = now(), due_at = now() + interval '1 day', expires_at = NULL WHERE document_id = $1`, [id]],
    [`UPDATE kyc_applications SET state = 'checking' WHERE document_id = $1`, [id]],
    [`UPDATE kyc_applications SET state = 'in_review' WHERE document_id = $1`, [id]],
  );

/** As if a reviewer asked for corrections. */
export const sendBack = (server: TestServer, id: string): Promise<void> =>
  writeAsKyc(
    server,
    [`INSERT INTO kyc_decisions (id, application_id, attempt, outcome, actor, person, reason_codes, at) SELECT $2, document_id, attempt, 'resubmit', 'staff:x', $3, '{documents}', now() FROM kyc_applications WHERE document_id = $1`, [id, newId('kyr'), `staff:${randomUUID()}`]],
    [`UPDATE kyc_applications SET state = 'needs_resubmission', claimed_by = NULL, claimed_until = NULL, expires_at = now() + interval '30 days' WHERE document_id = $1`, [id]],
  );
/** As if the applicant gave up. */
export const giveUp = (server: TestServer, id: string): Promise<void> => writeAsKyc(server, [`UPDATE kyc_applications SET state = 'withdrawn', expires_at = NULL WHERE document_id = $1`, [id]]);
