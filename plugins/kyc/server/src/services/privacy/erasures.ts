import type { Sql } from '#kernel';
import type { ErasureReason, ErasureState } from '../../domain/erasure';

/** What was destroyed, by kind: numbers alone. */
export type Destroyed = Readonly<Record<string, number>>;

export interface Erasure {
  id: string;
  personId: string;
  state: ErasureState;
  reason: ErasureReason;
  requestedBy: string;
  requestedAt: Date;
  retainUntil: Date;
  forgottenAt: Date | null;
  erasedAt: Date | null;
  destroyed: Destroyed | null;
}

const SELECT = `SELECT e.id, e.person_id AS "personId", e.state, e.reason, e.requested_by AS "requestedBy", e.requested_at AS "requestedAt", e.retain_until AS "retainUntil",
  e.forgotten_at AS "forgottenAt", e.erased_at AS "erasedAt", e.destroyed FROM kyc_erasures e`;

/** The one that holds now; those that were lifted are history. */
export const findErasure = async (db: Sql, personId: string): Promise<Erasure | undefined> => (await db.query<Erasure & Record<string, unknown>>(`${SELECT} WHERE e.person_id = $1 AND e.state <> 'lifted'`, [personId]))[0];

export const lockErasure = async (db: Sql, id: string): Promise<Erasure | undefined> => (await db.query<Erasure & Record<string, unknown>>(`${SELECT} WHERE e.id = $1 FOR UPDATE`, [id]))[0];

/** Restricted people whose time is over, those first who wait longest. */
export const erasuresDue = (db: Sql, now: Date, limit: number, after = ''): Promise<Erasure[]> =>
  db.query<Erasure & Record<string, unknown>>(`${SELECT} WHERE e.state = 'restricted' AND e.retain_until <= $1 AND e.id > $2 ORDER BY e.id LIMIT $3`, [now, after, limit]);

export const aboutPerson = (id: string) => ({ type: 'person', id });
