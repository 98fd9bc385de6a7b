import type { Core } from '@strapi/strapi';
import { clock, sql, type Sql } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { Viewer } from '../../domain/person';
import { canContinue, MOST_EVENTS_OF_AN_ANSWER, SNAPSHOT_EVENTS, type Known, type MemberRole, type RoomKind } from '../../domain/room';
import { readEventsOfRooms } from '../log/read';
import { isBannedEverywhere } from '../moderation/standing';
import { isVisible, seesTickets } from './visible';

export interface RoomSnapshot {
  kind: RoomKind;
  title: string | null;
  members: { id: string; role: MemberRole; readSeq: number }[];
  /** How long members wait between two messages; 0 is no wait. */
  slowModeSeconds: number;
  /** The pinned messages, the last pinned first. */
  pins: string[];
}

/** `limited`: the client replaces its log by the snapshot and the last events. Otherwise `events` is all that it misses. */
export type RoomSync = { epoch: string; head: number; limited: boolean; events: RoomEvent[]; snapshot?: RoomSnapshot };

interface HeadRow {
  room: string;
  head: string;
  epoch: string;
}

/**
 * What each room holds that the viewer has not got. A room that the viewer may not see is missing from the answer; so is, for
 * who is banned everywhere, every room but those of their tickets.
 */
export async function syncRooms(strapi: Core.Strapi, viewer: Viewer, known: ReadonlyMap<string, Known>): Promise<Map<string, RoomSync>> {
  const db = sql(strapi);
  const rows = await db.query<HeadRow>(
    `SELECT r.public_id AS room, r.last_seq AS head, e.epoch FROM rooms r CROSS JOIN message_log_epoch e
     WHERE r.public_id = ANY ($1) AND ${isVisible('$2', '$3')} AND (r.kind = 'ticket' OR NOT ${isBannedEverywhere('$2', '$4')}) ORDER BY r.public_id`,
    [[...known.keys()], viewer.id, seesTickets(viewer), clock.now()],
  );
  const [first] = rows;
  if (!first) return new Map();
  let budget = MOST_EVENTS_OF_AN_ANSWER;
  const plans = rows.map(({ room, head: last, epoch }) => {
    const head = Number(last);
    const had = known.get(room) ?? { since: 0 };
    const missed = head - had.since;
    const limited = !canContinue(had, head, epoch) || missed > budget;
    if (!limited) budget -= missed;
    return { roomId: room, epoch, head, limited, after: limited ? Math.max(0, head - SNAPSHOT_EVENTS) : had.since, upTo: head };
  });
  const events = await readEventsOfRooms(db, plans, first.epoch);
  const snapshots = await snapshotsOf(db, plans.filter(({ limited }) => limited).map(({ roomId }) => roomId));
  return new Map(
    plans.map(({ roomId, epoch, head, limited }) => {
      const snapshot = snapshots.get(roomId);
      return [roomId, { epoch, head, limited, events: events.get(roomId) ?? [], ...(snapshot ? { snapshot } : {}) }];
    }),
  );
}

/** What rooms are like now, for clients that begin anew. */
export async function snapshotsOf(db: Sql, roomIds: readonly string[]): Promise<Map<string, RoomSnapshot>> {
  if (roomIds.length === 0) return new Map();
  const rows = await db.query<{ room: string; kind: RoomKind; title: string | null; slowModeSeconds: number; members: RoomSnapshot['members']; pins: string[] }>(
    `SELECT r.public_id AS room, r.kind, r.title, r.slow_mode_seconds AS "slowModeSeconds",
            (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.member, 'role', m.role, 'readSeq', m.read_seq) ORDER BY m.member), '[]') FROM room_members m WHERE m.room_id = r.id) AS members,
            (SELECT coalesce(jsonb_agg(p.message_id ORDER BY p.seq DESC), '[]') FROM message_pins p WHERE p.room_id = r.id) AS pins
     FROM rooms r WHERE r.public_id = ANY ($1)`,
    [roomIds],
  );
  return new Map(rows.map(({ room, ...snapshot }) => [room, snapshot]));
}
