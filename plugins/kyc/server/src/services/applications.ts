import type { Sql, Tx } from '#kernel';
import { OPEN, type ApplicationState } from '../domain/application';
import type { Risk } from '../domain/profile';
import { writeAsKyc } from './as-writer';

/** An application as our services see it. */
export interface Application {
  id: string;
  personId: string;
  level: string;
  levelVersion: number;
  state: ApplicationState;
  attempt: number;
  /** One more with each change of what it says: who has read an older one writes nothing. */
  revision: number;
  needsSecondReview: boolean;
  /** As the profile says; what is handed in takes it from there. */
  risk: Risk;
  submittedAt: Date | null;
  dueAt: Date | null;
  expiresAt: Date | null;
  decidedAt: Date | null;
  claimedBy: string | null;
  claimedUntil: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

interface ApplicationRow {
  id: string;
  person_id: string;
  level: string;
  level_version: number;
  state: ApplicationState;
  attempt: number;
  revision: number;
  needs_second_review: boolean;
  risk: Risk;
  submitted_at: Date | null;
  due_at: Date | null;
  expires_at: Date | null;
  decided_at: Date | null;
  claimed_by: string | null;
  claimed_until: Date | null;
  created_at: Date;
  updated_at: Date;
}

const SELECT = `SELECT a.document_id AS id, a.person_id, a.level, a.level_version, a.state, a.attempt, a.revision, a.needs_second_review, a.risk, a.submitted_at, a.due_at,
  a.expires_at, a.decided_at, a.claimed_by, a.claimed_until, a.created_at, a.updated_at FROM kyc_applications a`;

const toApplication = (row: ApplicationRow): Application => ({
  id: row.id,
  personId: row.person_id,
  level: row.level,
  levelVersion: row.level_version,
  state: row.state,
  attempt: row.attempt,
  revision: row.revision,
  needsSecondReview: row.needs_second_review,
  risk: row.risk,
  submittedAt: row.submitted_at,
  dueAt: row.due_at,
  expiresAt: row.expires_at,
  decidedAt: row.decided_at,
  claimedBy: row.claimed_by,
  claimedUntil: row.claimed_until,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const first = async (rows: Promise<ApplicationRow[]>): Promise<Application | undefined> => (await rows).map(toApplication)[0];

export const findApplication = (db: Sql, id: string): Promise<Application | undefined> => first(db.query<ApplicationRow>(`${SELECT} WHERE a.document_id = $1`, [id]));

/** The application of this person, or nothing: another's and one that does not exist are the same. */
export const findOwnApplication = (db: Sql, id: string, personId: string): Promise<Application | undefined> =>
  first(db.query<ApplicationRow>(`${SELECT} WHERE a.document_id = $1 AND a.person_id = $2`, [id, personId]));

/** All applications of a person, the first one first. */
export const applicationsOf = async (db: Sql, personId: string): Promise<Application[]> =>
  (await db.query<ApplicationRow>(`${SELECT} WHERE a.person_id = $1 ORDER BY a.created_at, a.id`, [personId])).map(toApplication);

/** What a person has begun and nobody has decided. */
export const findOpenApplication = (db: Sql, personId: string): Promise<Application | undefined> =>
  first(db.query<ApplicationRow>(`${SELECT} WHERE a.person_id = $1 AND a.state IN (${OPEN.map((state) => `'${state}'`).join(', ')})`, [personId]));

/** Locks an application until the end of the transaction and makes the transaction one of ours. */
export async function lockApplication(tx: Tx, id: string): Promise<Application | undefined> {
  await writeAsKyc(tx);
  return first(tx.query<ApplicationRow>(`${SELECT} WHERE a.document_id = $1 FOR UPDATE OF a`, [id]));
}

/** The part of an application that every one of its events carries. */
export const applicationFacts = ({ id, personId, level, attempt }: Pick<Application, 'id' | 'personId' | 'level' | 'attempt'>) => ({ applicationId: id, personId, level, attempt });
export const aboutApplication = (id: string) => ({ type: 'kyc_application', id });
