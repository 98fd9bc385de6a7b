import type { Sql, Tx } from '#kernel';
import type { VerificationKind, VerificationState } from '../../domain/verification';

/** A verification as our services see it. */
export interface Verification {
  id: string;
  applicationId: string;
  personId: string;
  attempt: number;
  kind: VerificationKind;
  /** One more each time that staff have it asked again. */
  round: number;
  mustPass: boolean;
  state: VerificationState;
  /** Why it ended where no verifier said so: a code of ours. */
  note: string | null;
  turns: number;
  deadlineAt: Date;
  createdAt: Date;
  endedAt: Date | null;
}

const SELECT = `SELECT v.id, v.application_id AS "applicationId", v.person_id AS "personId", v.attempt, v.kind, v.round, v.must_pass AS "mustPass", v.state, v.note, v.turns,
  v.deadline_at AS "deadlineAt", v.created_at AS "createdAt", v.ended_at AS "endedAt" FROM kyc_verifications v`;

export const findVerification = async (db: Sql, id: string): Promise<Verification | undefined> => (await db.query<Verification>(`${SELECT} WHERE v.id = $1`, [id]))[0];

/** Until the end of the transaction. Its application is locked before it, always in this order. */
export const lockVerification = async (tx: Tx, id: string): Promise<Verification | undefined> => (await tx.query<Verification>(`${SELECT} WHERE v.id = $1 FOR UPDATE`, [id]))[0];

/** All verifications of an application, the latest first. */
export const verificationsOf = (db: Sql, applicationId: string): Promise<Verification[]> =>
  db.query<Verification>(`${SELECT} WHERE v.application_id = $1 ORDER BY v.attempt DESC, v.kind, v.round DESC`, [applicationId]);

/** Those that count: of the attempt as it is, the last round of each kind. */
export const currentVerifications = (db: Sql, applicationId: string): Promise<Verification[]> =>
  db.query<Verification>(
    `${SELECT} JOIN kyc_applications a ON a.document_id = v.application_id AND a.attempt = v.attempt
     WHERE v.application_id = $1 AND NOT EXISTS (SELECT FROM kyc_verifications l WHERE l.application_id = v.application_id AND l.attempt = v.attempt AND l.kind = v.kind AND l.round > v.round)
     ORDER BY v.kind`,
    [applicationId],
  );

export const aboutVerification = (id: string) => ({ type: 'kyc_verification', id });
export const verificationFacts = ({ id, applicationId, personId, kind }: Verification) => ({ verificationId: id, applicationId, personId, kind });
