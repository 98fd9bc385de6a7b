import { clock, newId, type Sql, type Tx } from '#kernel';
import type { VerificationHandle } from '../../verifiers/port';
import type { Verification } from './verifications';
import type { Choice } from './verifiers';

/**
 * One question to one verifier. `starting` is not known to have arrived, `open` is waited for, `answered` has a verdict,
 * `refused` got none and nobody else is asked, `failed` means that it could not be asked, and another one may be.
 */
export type AskState = 'starting' | 'open' | 'answered' | 'failed' | 'refused';

export interface Ask {
  id: string;
  verificationId: string;
  number: number;
  verifier: string;
  how: 'lookup' | 'job' | 'session';
  reference: string;
  providerReference: string | null;
  state: AskState;
  calls: number;
  /** The last call may have arrived, and we do not know what it was answered. */
  isAnswerLost: boolean;
  session: Buffer | null;
  sessionExpiresAt: Date | null;
  /** Code of the error that ended it. */
  error: string | null;
  createdAt: Date;
  calledAt: Date | null;
  answeredAt: Date | null;
}

const SELECT = `SELECT k.id, k.verification_id AS "verificationId", k.number, k.verifier, k.how, k.reference, k.provider_reference AS "providerReference", k.state, k.calls,
  k.is_answer_lost AS "isAnswerLost", k.session, k.session_expires_at AS "sessionExpiresAt", k.error, k.created_at AS "createdAt", k.called_at AS "calledAt", k.answered_at AS "answeredAt"
  FROM kyc_verifier_asks k`;

/** All questions of a verification, the latest last. */
export const asksOf = (db: Sql, verificationId: string): Promise<Ask[]> => db.query<Ask>(`${SELECT} WHERE k.verification_id = $1 ORDER BY k.number`, [verificationId]);
export const findAsk = async (db: Sql, id: string): Promise<Ask | undefined> => (await db.query<Ask>(`${SELECT} WHERE k.id = $1`, [id]))[0];

/** The question that a webhook is about: by our name for it, else the latest that the verifier knows by its own. */
export async function findAskOf(db: Sql, verifier: string, reference: string | null, providerReference: string | null): Promise<Ask | undefined> {
  const [ask] =
    reference === null
      ? await db.query<Ask>(`${SELECT} WHERE k.verifier = $1 AND k.provider_reference = $2 ORDER BY k.id DESC LIMIT 1`, [verifier, providerReference])
      : await db.query<Ask>(`${SELECT} WHERE k.verifier = $1 AND k.reference = $2`, [verifier, reference]);
  return ask;
}

/** Writes a question down before anybody is asked: whatever happens to the call, it can be found under its reference. */
export async function insertAsk(tx: Tx, verification: Verification, number: number, { verifier, capability }: Choice): Promise<void> {
  const id = newId('kva');
  await tx.execute(
    'INSERT INTO kyc_verifier_asks (id, verification_id, number, verifier, how, reference, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, verification.id, number, verifier.code, capability.how, id.replace('_', '-'), clock.now()],
  );
}

export const handleOf = ({ reference, providerReference }: Ask, { kind }: Verification): VerificationHandle => ({ reference, providerReference, kind });
