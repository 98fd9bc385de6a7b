import pg from 'pg';
import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../support/index.ts';
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
    ['a room', `UPDATE rooms SET title = 'mine'`, /rooms change only through/],
    ['a new room', `INSERT INTO rooms (public_id, kind, created_by, created_at, last_event_at) VALUES ('room_x', 'group', 'usr_x', now(), now())`, /rooms change only through/],
    ['a member', `UPDATE room_members SET role = 'owner'`, /room_members change only through/],
    ['a reaction', `INSERT INTO message_reactions (message_id, emoji, person) SELECT id, 'x', sender FROM messages`, /message_reactions change only through/],
    ['a block', `INSERT INTO person_blocks (blocker, blocked) VALUES ('usr_x', 'usr_y')`, /person_blocks change only through/],
    ['a pin', `INSERT INTO message_pins (message_id, room_id, seq) SELECT id, room_id, seq FROM messages`, /message_pins change only through/],
    ['a message', `INSERT INTO messages (id, room_id, seq, sender, client_message_id, text, sent_at) SELECT 'msg_x', room_id, seq, sender, 'x', 'x', now() FROM messages LIMIT 1`, /messages change only through/],
  ])('without the plugin’s mark, nobody writes %s', async (_what, statement, refusal) => {
    await send([line(roomId, ada.id)]);
    await expect(server.db.query(statement)).rejects.toThrow(refusal);
  });

  it.each([
    ['moves the head of a room by hand', `UPDATE rooms SET last_seq = last_seq + 1`, /head of room .* moves only with an event/],
    ['counts messages by hand', `UPDATE rooms SET last_number = last_number + 1`, /head of room .* moves only with an event/],
    ['turns a group into a direct room', `UPDATE rooms SET kind = 'direct', pair = 'a:b' WHERE id = (SELECT max(id) FROM rooms)`, /never changes/],
    ['begins a room in the middle', `INSERT INTO rooms (public_id, kind, created_by, created_at, last_event_at, last_seq) VALUES ('room_y', 'group', 'usr_x', now(), now(), 7)`, /begins empty/],
    ['makes a direct room without a pair', `INSERT INTO rooms (public_id, kind, created_by, created_at, last_event_at) VALUES ('room_z', 'direct', 'usr_x', now(), now())`, /rooms_direct_is_a_pair/],
    ['unreads what somebody has read', `UPDATE room_members SET read_seq = read_seq - 1`, /has read what it has read/],
    ['lets a member vanish', 'DELETE FROM room_members', /leaves in its log first/],
    ['says that another wrote it', `UPDATE messages SET sender = 'usr_x'`, /never changes/],
    ['changes what somebody wrote without an event', `UPDATE messages SET text = 'other'`, /changes only with an event/],
    ['changes it with an event that there is not', `UPDATE messages SET text = 'other', changed_seq = 99`, /changes only with an event/],
    ['begins a message in its second version', `INSERT INTO messages (id, room_id, seq, sender, client_message_id, text, version, sent_at) SELECT 'msg_y', room_id, seq, sender, 'y', 'x', 2, now() FROM messages LIMIT 1`, /does not begin unchanged/],
    ['makes up an earlier version', `INSERT INTO message_versions (message_id, version, text, at) SELECT id, 7, 'never said', now() FROM messages`, /with their message alone/],
    ['empties the earlier versions', `TRUNCATE message_versions`, /never changed or removed/],
    ['brings in somebody who is no person', `INSERT INTO room_members (room_id, member, role) SELECT max(id), 'system', 'member' FROM rooms`, /room_members_member_is_a_person/],
  ])('with the plugin’s mark, nobody %s', async (_what, statement, refusal) => {
    await send([line(roomId, ada.id)]);
    await expect(asPlugin(statement)).rejects.toThrow(refusal);
  });

  describe('an event that is inserted by hand', () => {
    let next: { seq: number; number: number };
    const event = (seq: number, number = next.number, type = 'test.event', room = rowId) => `(${room}, ${seq}, ${number}, '${type}', 'usr_x', '{}', now())`;
    const insert = (...events: string[]) => `INSERT INTO room_events (room_id, seq, number, type, actor, data, at) VALUES ${events.join(', ')}`;
    const refused = (...statements: string[]) => expect(asPlugin(...statements)).rejects.toThrow(/goes on with its next numbers/);
    const numbers = async () => (await logOf(server, roomId)).map(({ seq }) => seq);
    beforeEach(async () => {
      await send([line(roomId, ada.id)]);
      next = { seq: 3, number: 1 };
    });

    it('bears the next number, whatever the order within a statement', async () => {
      await asPlugin(insert(event(4), event(3), event(6, 2, 'message.created'), event(5)), insert(event(7, 2)));
      expect(await numbers()).toEqual(upTo(7));
      const { rows } = await server.db.query('SELECT last_seq, last_number FROM rooms WHERE id = $1', [rowId]);
      expect(rows).toEqual([{ last_seq: '7', last_number: '2' }]);
    });

    it.each([
      ['leaves a hole before it', () => [event(4)]],
      ['leaves a hole within', () => [event(3), event(5)]],
      ['miscounts the messages', () => [event(3, 2)]],
      ['counts a message that is none', () => [event(3, 1), event(4, 2)]],
      ['does not count a message', () => [event(3, 1, 'message.created')]],
      ['counts two where there is one', () => [event(3, 2, 'message.created'), event(4, 3)]],
      ['is of a room that there is not', () => [event(1, 0, 'test.event', '0')]],
      ['is right in one room and leaves a hole in the other', () => [event(3), event(9, 0, 'test.event', `(SELECT max(id) FROM rooms WHERE id <> ${rowId})`)]],
    ])('is refused where it %s', async (_what, events) => {
      await refused(insert(...events()));
      expect(await numbers()).toEqual([1, 2]);
    });

    it('is refused under a number that there is', async () => {
      await expect(asPlugin(insert(event(2)))).rejects.toThrow(/room_events_pkey/);
    });

    it('may be of two rooms at once', async () => {
      const other = await createRoom(ada, [ben]);
      await asPlugin(insert(event(3), event(2, 0, 'test.event', `(SELECT id FROM rooms WHERE public_id = '${other}')`), event(4)));
      expect(await numbers()).toEqual(upTo(4));
      expect((await logOf(server, other)).map(({ seq }) => seq)).toEqual([1, 2]);
    });

    it('waits for another connection that stores under the same number, and is stored or refused as that one ends', async () => {
      for (const [end, numbersThen] of [['ROLLBACK', [1, 2, 3]], ['COMMIT', [1, 2, 3, 4]]] as const) {
        const [first, second] = await Promise.all([server.db.connect(), server.db.connect()]);
        try {
          for (const client of [first, second]) await client.query(`BEGIN; ${AS_WRITER}`);
          const same = insert(event(end === 'COMMIT' ? 4 : 3));
          await first.query(same);
          const waiting = second.query(same).then(() => 'stored', (error: Error) => error.message);
          await eventually(async () => {
            const { rows } = await server.db.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`);
            return rows.length === 1;
          });
          await first.query(end);
          expect(await waiting).toMatch(end === 'COMMIT' ? /room_events_pkey/ : /^stored$/);
          await second.query('COMMIT');
        } finally {
          first.release();
          second.release();
        }
        expect(await numbers()).toEqual(numbersThen);
      }
    });

    it('is refused behind one that is not committed', async () => {
      const [first, second] = await Promise.all([server.db.connect(), server.db.connect()]);
      try {
        for (const client of [first, second]) await client.query(`BEGIN; ${AS_WRITER}`);
        await first.query(insert(event(3)));
        await expect(second.query(insert(event(4)))).rejects.toThrow(/goes on with its next numbers/);
        await second.query('ROLLBACK');
        await first.query('COMMIT');
      } finally {
        first.release();
        second.release();
      }
      expect(await numbers()).toEqual(upTo(3));
    });
  });

  it('a message is what its event says: its author, its room, and a reply to one of the same room', async () => {
    const other = await createRoom(ada, [ben]);
    const [[first], [foreign]] = await Promise.all([send([line(roomId, ada.id)]), send([line(other, ada.id)])]);
    const event = `INSERT INTO room_events (room_id, seq, number, type, actor, message_id, data, at) VALUES (${rowId}, 3, 2, 'message.created', '${ada.id}', 'msg_new', '{}', now())`;
    const message = (change: { id?: string; seq?: string; sender?: string; replyTo?: string }) => {
      const { id, seq, sender, replyTo } = { id: 'msg_new', seq: '3', sender: ada.id, replyTo: first?.o_message_id ?? '', ...change };
      return `INSERT INTO messages (id, room_id, seq, sender, client_message_id, text, reply_to, sent_at) VALUES ('${id}', ${rowId}, ${seq}, '${sender}', 'c', 'x', '${replyTo}', now())`;
    };
    for (const wrong of [{ id: 'msg_other' }, { seq: '2' }, { seq: '1' }, { sender: ben.id }, { replyTo: foreign?.o_message_id ?? '' }, { replyTo: 'msg_nothing' }]) {
      await expect(asPlugin(event, message(wrong))).rejects.toThrow(/not in the log of its room/);
    }
    await asPlugin(event, message({}));
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
    await expect(asPlugin(insert)).rejects.toThrow(/not in the log of its room/);
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
