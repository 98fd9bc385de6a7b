import fc from 'fast-check';
import { createUser, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, logOf } from './support/rooms.ts';

interface Drawn {
  room: 'first' | 'second' | 'silent' | 'missing';
  sender: 'ada' | 'ben' | 'stranger';
  clientId: string;
  replyTo: 'nothing' | 'known' | 'elsewhere' | 'unknown';
}

/** Few of each, so that lines meet: the same message twice, in one batch or in two, from two people, in two rooms. */
const drawnLine: fc.Arbitrary<Drawn> = fc.record({
  room: fc.constantFrom('first', 'first', 'second', 'silent', 'missing'),
  sender: fc.constantFrom('ada', 'ada', 'ben', 'stranger'),
  clientId: fc.constantFrom('c-0', 'c-1', 'c-2', 'c-3'),
  replyTo: fc.constantFrom('nothing', 'nothing', 'known', 'elsewhere', 'unknown'),
});
const drawnBatches = fc.array(fc.array(drawnLine, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 });

interface StoredRow {
  o_line: number;
  o_outcome: string;
  o_seq: string | null;
  o_message_id: string | null;
}

describe('a batch of messages', () => {
  let server: TestServer;
  let people: Record<Drawn['sender'], TestUser>;
  let silentRoom: string;
  let worlds = 0;
  beforeAll(async () => {
    server = await startServer();
    const [ada, ben, cy, stranger] = [await createUser(server), await createUser(server), await createUser(server), await createUser(server)];
    people = { ada, ben, stranger };
    silentRoom = await createRoom(ada, [cy], { kind: 'direct' });
    await send([{ ...line({ room: 'silent', sender: 'ada', clientId: 'c-0', replyTo: 'nothing' }, { silent: silentRoom }), line: 0, id: idOf('silent', 0) }]);
    expect((await cy.http.put(`/api/blocks/${ada.id}`, {})).status).toBe(204);
  });

  const send = async (lines: object[]) =>
    (await server.db.query<StoredRow>('SELECT * FROM messaging_send($1, now())', [JSON.stringify(lines)])).rows.toSorted((a, b) => a.o_line - b.o_line);
  /** Ids say which line it was, and nothing of the world. */
  const idOf = (world: string, number: number) => `msg_${world.padStart(13, '0')}${String(number).padStart(13, '0')}`;
  const line = ({ room, sender, clientId, replyTo }: Drawn, rooms: Record<string, string>, known: Record<string, string> = {}) => ({
    room: rooms[room] ?? `room_${'0'.repeat(26)}`,
    sender: people[sender].id,
    client_message_id: clientId,
    text: `${clientId} of ${sender}`,
    reply_to: replyTo === 'nothing' ? null : (known[replyTo === 'known' ? room : room === 'first' ? 'second' : 'first'] ?? (replyTo === 'unknown' ? 'msg_unknown' : 'msg_none')),
  });

  /** Sends all lines to two new rooms, in these batches. @returns what was answered and what was stored, without what differs between any two worlds. */
  async function outcome(batches: readonly (readonly (Drawn & { number: number })[])[]) {
    const world = String((worlds += 1));
    const rooms: Record<string, string> = { first: await createRoom(people.ada, [people.ben]), second: await createRoom(people.ada, [people.ben]), silent: silentRoom };
    const known: Record<string, string> = {};
    for (const [at, room] of (['first', 'second'] as const).entries()) {
      const [stored] = await send([{ ...line({ room, sender: 'ben', clientId: 'known', replyTo: 'nothing' }, rooms), line: 0, id: idOf(world, 1_000 + at) }]);
      known[room] = stored?.o_message_id ?? '';
    }
    const withoutWorld = (id: string | null) => id?.slice(-13);
    const answers = [];
    for (const batch of batches) {
      const rows = await send(batch.map((drawn, index) => ({ ...line(drawn, rooms, known), line: index, id: idOf(world, drawn.number) })));
      answers.push(...rows.map((row) => ({ number: batch[row.o_line]?.number, outcome: row.o_outcome, seq: row.o_seq, message: withoutWorld(row.o_message_id) })));
    }
    const logs = [];
    for (const room of ['first', 'second']) {
      const log = await logOf(server, rooms[room] ?? '');
      logs.push(log.map(({ seq, number, type, actor, message_id: id, data }) => ({ seq, number, type, actor, id: withoutWorld(id), clientId: data.clientMessageId, replyTo: withoutWorld((data.replyTo as string | undefined) ?? null) })));
      const { rows } = await server.db.query(
        `SELECT m.member, m.read_seq, m.read_number, r.last_seq, r.last_number FROM room_members m JOIN rooms r ON r.id = m.room_id WHERE r.public_id = $1 ORDER BY m.member`,
        [rooms[room]],
      );
      logs.push(rows);
    }
    return { answers: answers.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0)), logs };
  }

  it('has the outcome of its lines sent one by one: what is stored, repeated and refused, in which order, and what everybody has read', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(drawnBatches, async (drawn) => {
        let number = 0;
        const batches = drawn.map((batch) => batch.map((one) => ({ ...one, number: (number += 1) })));
        const together = await outcome(batches);
        expect(together).toEqual(await outcome(batches.flat().map((one) => [one])));
        for (const { outcome: what } of together.answers) seen.add(what);
      }),
      { numRuns: 40 },
    );
    expect([...seen].toSorted()).toEqual(['repeated', 'reply_unknown', 'room_silent', 'room_unknown', 'stored']);
  });

  it('is answered for a line that comes twice in it by the first that was not refused', async () => {
    const roomId = await createRoom(people.ada, [people.ben]);
    const twice = { ...line({ room: 'first', sender: 'ada', clientId: 'twice', replyTo: 'nothing' }, { first: roomId }) };
    const rows = await send([
      { ...twice, line: 0, id: 'msg_refused', reply_to: 'msg_unknown' },
      { ...twice, line: 1, id: 'msg_stored' },
      { ...twice, line: 2, id: 'msg_repeated', reply_to: 'msg_unknown' },
    ]);
    expect(rows.map(({ o_outcome: what, o_seq: seq, o_message_id: id }) => [what, seq, id])).toEqual([
      ['reply_unknown', null, null],
      ['stored', '2', 'msg_stored'],
      ['repeated', '2', 'msg_stored'],
    ]);
  });

  it('is stored where columns of the tables are in another order, as in a database that has grown', async () => {
    // Last in the file: this database is this file's own.
    await server.db.query('ALTER TABLE messages DROP COLUMN reply_to; ALTER TABLE messages ADD COLUMN reply_to text; ALTER TABLE room_events RENAME actor TO before; ALTER TABLE room_events ADD COLUMN actor text; ALTER TABLE room_events DROP COLUMN before');
    const roomId = await createRoom(people.ada, [people.ben]);
    const lines = ['first', 'second'].map((clientId, at) => ({ ...line({ room: 'first', sender: 'ada', clientId, replyTo: 'nothing' }, { first: roomId }), line: at, id: `msg_grown_${at}`, reply_to: null }));
    expect((await send(lines)).map(({ o_outcome: what, o_seq: seq }) => [what, seq])).toEqual([['stored', '2'], ['stored', '3']]);
    const { rows } = await server.db.query('SELECT m.text, m.sender, e.actor, e.type FROM messages m JOIN room_events e ON e.message_id = m.id WHERE m.id LIKE $1 ORDER BY m.seq', ['msg_grown_%']);
    expect(rows).toEqual(['first', 'second'].map((clientId) => ({ text: `${clientId} of ada`, sender: people.ada.id, actor: people.ada.id, type: 'message.created' })));
  });
});
