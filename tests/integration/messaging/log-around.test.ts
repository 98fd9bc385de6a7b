import pg from 'pg';
import { createUser, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, logOf, newClientId, upTo } from './support/rooms.ts';

const AS_WRITER = `SELECT set_config('mangrove.writer', 'messaging', true)`;

/** What must hold when our code is wrong: everything here talks to PostgreSQL directly. */
describe('going around the messaging plugin', () => {
  let server: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let roomId: string;
  let rowId: string;
  beforeAll(async () => {
    server = await startServer();
    ada = await createUser(server);
    ben = await createUser(server);
  });
  beforeEach(async () => {
    roomId = await createRoom(ada, [ben]);
    const { rows } = await server.db.query<{ id: string }>('SELECT id FROM rooms WHERE public_id = $1', [roomId]);
    rowId = rows[0]?.id ?? '';
  });

  const line = (room: string, sender: string, clientId = newClientId(), index = 0) =>
    ({ line: index, room, sender, id: `msg_${clientId.replace(/\W/g, '').padStart(26, '0').slice(-26)}`, client_message_id: clientId, text: `text of ${clientId}`, reply_to: null });
  const send = (lines: object[], db: pg.Pool | pg.Client = server.db) =>
    db.query<{ o_line: number; o_outcome: string; o_seq: string; o_message_id: string }>('SELECT * FROM messaging_send($1, now())', [JSON.stringify(lines)]).then(({ rows }) => rows);
  /** One transaction that claims to be the plugin itself. */
  const asPlugin = async (...statements: string[]) => {
    const client = await server.db.connect();
    try {
      await client.query('BEGIN');
      await client.query(AS_WRITER);
      for (const statement of statements) await client.query(statement);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };

  it.each(['UPDATE room_events SET seq = seq + 1', 'DELETE FROM room_events', 'TRUNCATE room_events CASCADE', 'DELETE FROM rooms', 'TRUNCATE rooms CASCADE', 'TRUNCATE room_members', 'DELETE FROM messages', 'TRUNCATE messages CASCADE', 'TRUNCATE message_reactions', 'TRUNCATE message_pins'])(
    'is refused, even to the plugin itself: %s',
    async (statement) => {
      await send([line(roomId, ada.id)]);
      await expect(asPlugin(statement)).rejects.toThrow(/never changed or removed/);
    },
  );

  it.each([
    ['a room', `UPDATE rooms SET title = 'mine'`, /Rooms change only through/],
    ['a new room', `INSERT INTO rooms (public_id, kind, created_by, created_at, last_event_at) VALUES ('room_x', 'group', 'usr_x', now(), now())`, /Rooms change only through/],
    ['a member', `UPDATE room_members SET role = 'owner'`, /Members change only through/],
    ['a reaction', `INSERT INTO message_reactions (message_id, emoji, person) SELECT id, 'x', sender FROM messages`, /message_reactions change only through/],
    ['a block', `INSERT INTO person_blocks (blocker, blocked) VALUES ('usr_x', 'usr_y')`, /person_blocks change only through/],
    ['a pin', `INSERT INTO message_pins (message_id, room_id, seq) SELECT id, room_id, seq FROM messages`, /message_pins change only through/],
    ['a message', `UPDATE messages SET text = 'other'`, /Messages change only through/],
  ])('without the plugin’s mark, nobody writes %s', async (_what, statement, refusal) => {
    await send([line(roomId, ada.id)]);
    await expect(server.db.query(statement)).rejects.toThrow(refusal);
  });

  it.each([
    ['moves the head of a room by hand', `UPDATE rooms SET last_seq = last_seq + 1`, /head of room .* moves only with an event/],
    ['counts messages by hand', `UPDATE rooms SET last_number = last_number + 1`, /head of room .* moves only with an event/],
    ['turns a group into a direct room', `UPDATE rooms SET kind = 'direct', pair = 'a:b'`, /never changes/],
    ['begins a room in the middle', `INSERT INTO rooms (public_id, kind, created_by, created_at, last_event_at, last_seq) VALUES ('room_y', 'group', 'usr_x', now(), now(), 7)`, /begins empty/],
    ['makes a direct room without a pair', `INSERT INTO rooms (public_id, kind, created_by, created_at, last_event_at) VALUES ('room_z', 'direct', 'usr_x', now(), now())`, /rooms_direct_is_a_pair/],
    ['unreads what somebody has read', `UPDATE room_members SET read_seq = read_seq - 1`, /has read what it has read/],
    ['lets a member vanish', 'DELETE FROM room_members', /leaves in its log first/],
    ['says that another wrote it', `UPDATE messages SET sender = 'usr_x'`, /never changes/],
    ['changes what somebody wrote without an event', `UPDATE messages SET text = 'other'`, /changes only with an event/],
    ['changes it with an event that there is not', `UPDATE messages SET text = 'other', changed_seq = 99`, /foreign key/],
    ['begins a message in its second version', `INSERT INTO messages (id, room_id, seq, sender, client_message_id, text, version, sent_at) SELECT 'msg_y', room_id, seq, sender, 'y', 'x', 2, now() FROM messages`, /begins unchanged/],
    ['makes up an earlier version', `INSERT INTO message_versions (message_id, version, text, at) SELECT id, 7, 'never said', now() FROM messages`, /with their message alone/],
    ['empties the earlier versions', `TRUNCATE message_versions`, /never changed or removed/],
    ['brings in somebody who is no person', `INSERT INTO room_members (room_id, member, role) SELECT max(id), 'system', 'member' FROM rooms`, /room_members_member_is_a_person/],
  ])('with the plugin’s mark, nobody %s', async (_what, statement, refusal) => {
    await send([line(roomId, ada.id)]);
    await expect(asPlugin(statement)).rejects.toThrow(refusal);
  });

  it('an event takes its number from its room, and never brings one along', async () => {
    const event = (columns: string, values: string) => `INSERT INTO room_events (room_id, type, actor, data, at${columns}) VALUES (${rowId}, 'test.event', 'usr_x', '{}', now()${values})`;
    await expect(asPlugin(event(', seq', ', 9'))).rejects.toThrow(/gives numbers itself/);
    await expect(asPlugin(event('', '').replace(rowId, '0'))).rejects.toThrow(/does not exist/);
    await asPlugin(event('', ''), event('', ''));
    expect((await logOf(server, roomId)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('nothing brings a deleted message back', async () => {
    const [sent] = await send([line(roomId, ada.id)]);
    await server.db.query('SELECT * FROM messaging_delete($1, $2, now())', [sent?.o_message_id, ada.id]);
    await expect(asPlugin(`UPDATE messages SET text = 'back', changed_seq = changed_seq + 1 WHERE room_id = ${rowId}`)).rejects.toThrow(/was deleted/);
  });

  it('an event that is undone leaves no hole', async () => {
    const client = await server.db.connect();
    await client.query('BEGIN');
    await client.query('SELECT * FROM messaging_send($1, now())', [JSON.stringify([line(roomId, ada.id)])]);
    await client.query('ROLLBACK');
    client.release();
    const [stored] = await send([line(roomId, ada.id)]);
    expect(stored?.o_seq).toBe('2');
    expect((await logOf(server, roomId)).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('a message without its event does not exist', async () => {
    const insert = `INSERT INTO messages (id, room_id, seq, sender, client_message_id, text, sent_at) VALUES ('msg_x', ${rowId}, 99, '${ada.id}', 'c', 'x', now())`;
    await expect(asPlugin(insert)).rejects.toThrow(/foreign key/);
  });

  it('two people have one direct room, whoever begins', async () => {
    const pair = [ada.id, ben.id].sort().join(':');
    const insert = (id: string) => `INSERT INTO rooms (public_id, kind, pair, created_by, created_at, last_event_at) VALUES ('${id}', 'direct', '${pair}', '${ada.id}', now(), now())`;
    await asPlugin(insert('room_first'));
    await expect(asPlugin(insert('room_second'))).rejects.toThrow(/unique constraint/);
  });

  it('a line that is refused undoes no other, and a stranger’s line tells nothing', async () => {
    const stranger = await createUser(server);
    const rows = await send([
      line(roomId, ada.id, 'first', 0),
      line(roomId, stranger.id, 'second', 1),
      { ...line(roomId, ada.id, 'third', 2), reply_to: 'msg_nothing' },
      line('room_00000000000000000000000000', ada.id, 'fourth', 3),
      line(roomId, ben.id, 'fifth', 4),
    ]);
    const outcomes = new Map(rows.map((row) => [row.o_line, row.o_outcome]));
    expect([0, 1, 2, 3, 4].map((index) => outcomes.get(index))).toEqual(['stored', 'room_unknown', 'reply_unknown', 'room_unknown', 'stored']);
    expect((await logOf(server, roomId)).map(({ type }) => type)).toEqual(['room.created', 'message.created', 'message.created']);
  });

  it('eight writers over two rooms, every message eight times and half of the batches backwards, leave no hole, no double and no deadlock', async () => {
    const other = await createRoom(ada, [ben]);
    const clients = await Promise.all(
      upTo(8).map(async () => {
        const client = new pg.Client({ connectionString: server.databaseUrl });
        await client.connect();
        return client;
      }),
    );
    // The same two hundred messages for everybody, in batches of twenty, in another order for each.
    const all = upTo(200).map((n) => ({ room: n % 2 === 0 ? roomId : other, clientId: `write-${n}` }));
    const write = async (client: pg.Client, who: number) => {
      const mine = who % 2 === 0 ? all : all.toReversed();
      const stored: string[] = [];
      for (let at = 0; at < mine.length; at += 20) {
        const lines = mine.slice(at, at + 20).map(({ room, clientId }, index) => ({ ...line(room, ada.id, clientId, index), id: `msg_${String(who).padStart(2, '0')}${clientId.replace(/\W/g, '').padStart(24, '0')}` }));
        stored.push(...(await send(lines, client)).filter(({ o_outcome: outcome }) => outcome === 'stored').map(({ o_message_id: id }) => id));
      }
      return stored;
    };
    const stored = (await Promise.all(clients.map(write))).flat();
    await Promise.all(clients.map((client) => client.end()));
    expect(stored).toHaveLength(200);
    for (const room of [roomId, other]) {
      const log = await logOf(server, room);
      expect(log.map(({ seq }) => seq)).toEqual(upTo(101));
      expect(log.map(({ number }) => number)).toEqual([0, ...upTo(100)]);
      expect(new Set(log.map(({ data }) => data.clientMessageId)).size).toBe(101);
    }
  });

  it('a read position goes forward only, never past the head, and tells nobody of itself', async () => {
    const read = async (member: string, seq: number) => {
      const { rows } = await server.db.query('SELECT * FROM messaging_mark_read($1, $2, $3, now())', [roomId, member, seq]);
      return rows[0] as object;
    };
    await send([line(roomId, ada.id, 'a', 0), line(roomId, ada.id, 'b', 1)]);
    expect(await read(ben.id, 2)).toEqual({ o_seq: '2', o_unread: '1', o_event_seq: '4' });
    expect(await read(ben.id, 1)).toEqual({ o_seq: '2', o_unread: '1', o_event_seq: null });
    expect(await read(ben.id, 900)).toEqual({ o_seq: '4', o_unread: '0', o_event_seq: '5' });
    expect(await read(ben.id, 5)).toEqual({ o_seq: '5', o_unread: '0', o_event_seq: null });
    expect(await read(`usr_${'0'.repeat(26)}`, 1)).toEqual({ o_seq: null, o_unread: null, o_event_seq: null });
  });
});
