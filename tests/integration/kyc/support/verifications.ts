import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { eventually, type Patience, type TestServer } from '../../../support/index.ts';
import { Applicant } from './applicant.ts';
import { Reviewer } from './desk.ts';

export interface VerificationOut {
  id: string;
  kind: string;
  attempt: number;
  round: number;
  isCurrent: boolean;
  state: string;
  note: string | null;
  asks: {
    verifier: string;
    reference: string;
    providerReference: string | null;
    state: string;
    calls: number;
    error: string | null;
    latencyMs: number | null;
    answers: { verdict: string; status: string | null; checks: { name: string; outcome: string; score: number | null }[]; reasons: { code: string; text: string }[] }[];
    files: { id: string; name: string; mediaType: string }[];
  }[];
}
export interface OwnVerification {
  kind: string;
  state: string;
  url: string | null;
}

/** Hands in what says what becomes of it: the last name is the scenario of the scripted verifier. */
export async function handInAs(server: TestServer, lastName: string): Promise<{ applicant: Applicant; id: string }> {
  const applicant = await Applicant.register(server);
  const id = await applicant.prepare();
  await applicant.say(id, { lastName });
  const { status } = await applicant.submit(id);
  if (status !== 200) throw new Error(`A submission was answered with ${status}.`);
  return { applicant, id };
}

export const verificationsOf = async (reviewer: Reviewer, id: string): Promise<VerificationOut[]> =>
  (await reviewer.ask<{ data: VerificationOut[] }>('GET', `/applications/${id}/verifications`)).body.data;

/** What is verified first of an application, once it has reached a state. */
export const reaches = (server: TestServer, id: string, state: string, patience?: Patience): Promise<{ note: string | null; reference: string }> =>
  eventually(async () => {
    const { rows } = await server.db.query<{ note: string | null; reference: string }>(
      `SELECT v.note, (SELECT k.reference FROM kyc_verifier_asks k WHERE k.verification_id = v.id ORDER BY k.number DESC LIMIT 1) AS reference
       FROM kyc_verifications v WHERE v.application_id = $1 AND v.state = $2 ORDER BY v.id DESC LIMIT 1`,
      [id, state],
    );
    return rows[0];
  }, patience);

/** A file of levels of which the first wants something verified. @returns its path */
export function levelsWanting(verifications: { kind: string; mustPass: boolean }[]): string {
  const path = join(tmpdir(), `mangrove-levels-${randomUUID()}.json`);
  const limits = { '*': { perTransactionMinor: null, perDayMinor: null, balanceMinor: null } };
  const level = { version: 1, validFrom: '2020-01-01T00:00:00Z', limits, validityDays: null, needsSecondReview: false };
  writeFileSync(
    path,
    JSON.stringify([
      { ...level, key: 'tier-0', name: 'Newcomer', rank: 0, requirements: { details: [], identifiers: [], documents: [] } },
      { ...level, key: 'tier-1', name: 'Verified', rank: 1, requirements: { details: ['firstName', 'lastName'], identifiers: [['nin']], documents: [], verifications } },
    ]),
  );
  return path;
}
