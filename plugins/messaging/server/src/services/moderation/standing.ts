import type { Core } from '@strapi/strapi';
import { clock, sql, type MangroveError, type Sql } from '#kernel';
import type { Viewer } from '../../domain/person';
import type { SanctionKind, Standing } from '../../domain/sanction';
import { Banned, Muted, SlowMode } from '../../moderation-errors';
import { areTickets, isAnyTicket, type Place } from './support';

/** Where a sanction counts: a room by its public id, or `null` for what is done outside any room. */
export async function standingOf(db: Sql, personId: string, roomId: string | null): Promise<Standing | undefined> {
  const [row] = await db.query<{ o_kind: SanctionKind | null; o_until: Date }>(
    'SELECT o_kind, o_until FROM messaging_standing($1, (SELECT r.id FROM rooms r WHERE r.public_id = $2), $3)',
    [personId, roomId, clock.now()],
  );
  return row && row.o_kind !== null ? { kind: row.o_kind, until: row.o_until } : undefined;
}

const refusal = ({ kind, until }: Standing): MangroveError => (kind === 'ban' ? new Banned({ until: until.toISOString() }) : new Muted({ until: until.toISOString() }));

/** @throws Muted, Banned for somebody who may say nothing there. */
export async function assertMaySpeak(db: Sql, { id }: Pick<Viewer, 'id'>, roomId: string | null): Promise<void> {
  const standing = await standingOf(db, id, roomId);
  if (standing) throw refusal(standing);
}

/** What to tell somebody whom the database refused for a sanction. One that ended at that very moment counts as just over. */
export async function sanctionRefusal(strapi: Core.Strapi, personId: string, roomId: string, kind: SanctionKind): Promise<MangroveError> {
  return refusal((await standingOf(sql(strapi), personId, roomId)) ?? { kind, until: clock.now() });
}

/** Whether somebody is banned everywhere at a moment; both are parameters of the statement. */
export const isBannedEverywhere = (person: string, at: string): string =>
  `EXISTS (SELECT 1 FROM sanctions s WHERE s.person = ${person} AND s.until > ${at}::timestamptz AND s.kind = 'ban' AND s.room_id IS NULL AND s.lifted_at IS NULL)`;

/** Which of these people are banned everywhere, and until when. */
export async function banned(strapi: Core.Strapi, personIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await sql(strapi).query<{ person: string; until: Date }>(
    `SELECT s.person, max(s.until) AS until FROM sanctions s
     WHERE s.person = ANY ($1) AND s.until > $2 AND s.kind = 'ban' AND s.room_id IS NULL AND s.lifted_at IS NULL GROUP BY s.person`,
    [personIds, clock.now()],
  );
  return new Map(rows.map(({ person, until }) => [person, until]));
}

/**
 * Refuses what somebody who is banned everywhere wants to do, except in their tickets. What is asked of each room for itself
 * is refused where no ticket is among them; of the others there is no answer.
 *
 * @throws Banned
 */
export async function assertReaches(strapi: Core.Strapi, until: Date | undefined, { isEachForItself = false, ...place }: Place): Promise<void> {
  if (!until || until <= clock.now()) return;
  const isOpen = isEachForItself ? await isAnyTicket(strapi, place) : await areTickets(strapi, place);
  if (!isOpen) throw new Banned({ until: until.toISOString() });
}

/** What to tell a sender whom the database held back, and for how long. @throws Muted, Banned, SlowMode */
export async function assertNotHeld(strapi: Core.Strapi, { id }: Pick<Viewer, 'id'>, roomId: string, outcome: string): Promise<void> {
  if (outcome === 'mute' || outcome === 'ban') throw await sanctionRefusal(strapi, id, roomId, outcome);
  if (outcome === 'slow_mode') throw new SlowMode({ retryAfterSeconds: await slowModeWait(strapi, id, roomId) });
}

/** After how many seconds somebody may write again; 1 where that is over by now. */
async function slowModeWait(strapi: Core.Strapi, personId: string, roomId: string): Promise<number> {
  const [row] = await sql(strapi).query<{ seconds: number | null }>(
    `SELECT ceil(extract(epoch FROM m.last_sent_at + make_interval(secs => r.slow_mode_seconds) - $3::timestamptz))::int AS seconds
     FROM rooms r JOIN room_members m ON m.room_id = r.id WHERE r.public_id = $1 AND m.member = $2`,
    [roomId, personId, clock.now()],
  );
  return Math.max(1, row?.seconds ?? 1);
}
