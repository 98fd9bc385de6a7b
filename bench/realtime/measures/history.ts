import type pg from 'pg';
import type { Cluster } from '../../cluster.ts';
import { authorizedGet, type LoadGenerator } from '../../load/load-generator.ts';
import { startCpuClock, type Turn } from '../../measures/measured.ts';
import { inTurns } from '../../measures/turns.ts';
import { startMangroveChat, type ChatContender, type ChatGround } from '../contenders.ts';
import type { ChatAmounts } from '../options.ts';

export const SMALL = 'Mangrove, small table';
export const LARGE = 'Mangrove, large table';
/** Of each room; the one that is opened has as many in both tables. */
const EVENTS_OF_A_ROOM = 1_000;

/** Fills rooms in the way of a restore, without triggers. Their messages are mixed over the whole table, as time mixes them. */
async function fill(pool: pg.Pool, roomId: string, events: number): Promise<void> {
  const client = await pool.connect();
  const rooms = Math.max(1, Math.round(events / EVENTS_OF_A_ROOM));
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(
      `INSERT INTO rooms (public_id, kind, created_by, created_at, last_seq, last_number, last_event_at)
       SELECT 'room_' || lpad(i::text, 26, '0'), 'group', 'usr_' || lpad('1', 26, '0'), now(), $1, $1, now() FROM generate_series(2, $2::int) AS i`,
      [EVENTS_OF_A_ROOM, rooms],
    );
    await client.query('CREATE TEMPORARY TABLE filled ON COMMIT DROP AS SELECT id, row_number() OVER (ORDER BY id) AS number FROM rooms');
    await client.query('DELETE FROM room_events');
    await client.query('UPDATE rooms SET last_seq = $1, last_number = $1 WHERE public_id = $2', [EVENTS_OF_A_ROOM, roomId]);
    const each = `generate_series(1, ${EVENTS_OF_A_ROOM}) AS seq CROSS JOIN filled ORDER BY seq, filled.number`;
    const id = `'msg_' || lpad(filled.number::text, 13, '0') || lpad(seq::text, 13, '0')`;
    const sender = `'usr_' || lpad((seq % 7)::text, 26, '0')`;
    const at = `timestamptz '2026-01-01T00:00:00Z' + seq * interval '1 minute'`;
    await client.query(
      `INSERT INTO room_events (room_id, seq, number, type, actor, message_id, data, at)
       SELECT filled.id, seq, seq, 'message.created', ${sender}, ${id}, jsonb_build_object('clientMessageId', 'c-' || seq), ${at} FROM ${each}`,
    );
    await client.query(
      `INSERT INTO messages (id, room_id, seq, sender, client_message_id, text, sent_at)
       SELECT ${id}, filled.id, seq, ${sender}, 'c-' || seq, rpad('Message ' || seq, 100, '.'), ${at} FROM ${each}`,
    );
    await client.query('COMMIT');
  } finally {
    client.release(true);
  }
  await pool.query('VACUUM ANALYZE');
}

/** Opening a room's last 50 events, in a small and in a large table: two servers, two databases, one cluster. */
export async function measureHistory(ground: ChatGround, load: LoadGenerator, cluster: Cluster, amounts: ChatAmounts, say: (line: string) => void, record: (turn: Turn) => void): Promise<void> {
  const start = async (name: string, databaseName: string, events: number): Promise<ChatContender> => {
    say(`filling ${events.toLocaleString('en')} events`);
    const database = await cluster.createDatabase(databaseName);
    const contender = await startMangroveChat(ground, database, name);
    await fill(database.pool, contender.roomId, events);
    return contender;
  };
  const servers = [await start(SMALL, 'history_small', EVENTS_OF_A_ROOM), await start(LARGE, 'history_large', amounts.largeTable)];
  try {
    for (const server of servers) await mustBeWhole(server);
    await inTurns(servers, amounts.rounds, async (contender, round) => {
      const { server, roomId, tokens } = contender;
      const job = { port: server.port, connections: 8, requests: [authorizedGet(`/api/rooms/${roomId}/events?limit=50`, tokens[0] ?? '')] };
      await load.run({ ...job, durationMs: amounts.warmUpMs });
      const cpuSince = startCpuClock(server, cluster);
      const { answered, elapsedMs, latencyMs, cpuSeconds } = await load.run({ ...job, durationMs: amounts.measureMs });
      record({
        measure: 'history', contender: contender.name, round, perSecond: (answered * 1_000) / elapsedMs, meanMs: latencyMs.mean, p50Ms: latencyMs.p50, p99Ms: latencyMs.p99,
        ...cpuSince(answered), loadCpuMicros: (cpuSeconds * 1e6) / answered, residentMegabytes: server.residentMegabytes(),
      });
    });
  } finally {
    await Promise.all(servers.map(({ server }) => server.stop()));
  }
}

/** @throws Error unless the page holds the last fifty events of the room, with their texts. */
async function mustBeWhole({ name, server, roomId, tokens }: ChatContender): Promise<void> {
  const response = await fetch(`${server.url}/api/rooms/${roomId}/events?limit=50`, { headers: { authorization: `Bearer ${tokens[0] ?? ''}` } });
  const { data = [] } = (await response.json()) as { data?: { seq: number; data: { text?: string } }[] };
  const isWhole = data.length === 50 && data.every(({ seq, data: { text } }, index) => seq === EVENTS_OF_A_ROOM - 49 + index && text?.startsWith(`Message ${seq}.`));
  if (!isWhole) throw new Error(`${name} answered ${response.status} and ${data.length} events, not the last fifty of the room.`);
}
