import type { Core } from '@strapi/strapi';
import { kernel, sql } from '#kernel';
import type { SanctionKind } from '../../domain/sanction';

/** As moderators see it. */
export interface Sanction {
  id: string;
  userId: string;
  kind: SanctionKind;
  /** `null`: everywhere. */
  roomId: string | null;
  until: string;
  reason: string;
  decidedBy: string;
  decidedAt: string;
  liftedBy: string | null;
  liftedAt: string | null;
}

export interface SanctionRow {
  id: string;
  person: string;
  kind: SanctionKind;
  room: string | null;
  until: Date;
  reason: string;
  decided_by: string;
  decided_at: Date;
  lifted_by: string | null;
  lifted_at: Date | null;
}

/** The columns of a sanction `s`. */
export const SANCTION = `s.id, s.person, s.kind, (SELECT r.public_id FROM rooms r WHERE r.id = s.room_id) AS room, s.until, s.reason, s.decided_by, s.decided_at, s.lifted_by, s.lifted_at`;

export const presentSanction = (row: SanctionRow): Sanction => ({
  id: row.id,
  userId: row.person,
  kind: row.kind,
  roomId: row.room,
  until: row.until.toISOString(),
  reason: row.reason,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at.toISOString(),
  liftedBy: row.lifted_by,
  liftedAt: row.lifted_at?.toISOString() ?? null,
});

export interface SanctionFilter {
  userId?: string | undefined;
  roomId?: string | undefined;
  /** Those that hold at this moment. */
  activeAt?: Date | undefined;
}

/** Sanctions, the latest first, by cursor: ids begin with the time. */
export async function listSanctions(strapi: Core.Strapi, { userId, roomId, activeAt }: SanctionFilter, limit: number, cursor?: string): Promise<{ data: Sanction[]; meta: { nextCursor: string | null } }> {
  const scope = `sanctions ${userId ?? ''} ${roomId ?? ''} ${activeAt ? 'active' : 'all'}`;
  const [before] = cursor === undefined ? [null] : kernel(strapi).cursors.read(scope, cursor);
  const rows = await sql(strapi).query<SanctionRow>(
    `SELECT ${SANCTION} FROM sanctions s
     WHERE ($1::text IS NULL OR s.person = $1) AND ($2::text IS NULL OR s.room_id = (SELECT r.id FROM rooms r WHERE r.public_id = $2))
       AND ($3::timestamptz IS NULL OR (s.until > $3 AND s.lifted_at IS NULL)) AND ($4::text IS NULL OR s.id < $4)
     ORDER BY s.id DESC LIMIT $5`,
    [userId ?? null, roomId ?? null, activeAt ?? null, before, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { data: page.map(presentSanction), meta: { nextCursor: last ? kernel(strapi).cursors.write(scope, [last.id]) : null } };
}
