import { createUser, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, logOf, newClientId, upTo } from './support/rooms.ts';
import { connect } from './support/sockets.ts';

interface EventOut {
  roomId: string;
  epoch: string;
  seq: number;
  type: string;
  actorId: string;
  at: string;
  data: Record<string, unknown>;
}
interface EventPage {
  data: EventOut[];
  meta: { epoch: string; head: number; limited: boolean };
}
interface RoomOut {
  id: string;
  title: string | null;
  head: number;
  unread: number;
  readSeq: number;
  members: { id: string; role: string; readSeq: number }[];
}
interface RoomPage {
  data: RoomOut[];
  meta: { nextCursor: string | null };
}
interface Sync {
  epoch: string;
  head: number;
  limited: boolean;
  events: EventOut[];
  snapshot?: { kind: string; title: string | null; members: { id: string; role: string; readSeq: number }[] };
}

const NOTHING = 'room_00000000000000000000000000';

describe('the REST interface of messaging', () => {
  let server: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let eve: TestUser;
  beforeAll(async () => {
    server = await startServer({ env: { ROOM_MEMBERS_MAX: '3', ROOMS_PER_PERSON_MAX: '40' } });
    [ada, ben, eve] = [await createUser(server), await createUser(server), await createUser(server)];
  });

  const send = (user: TestUser, roomId: string, body: object) =>
    user.http.post<{ data: { seq: number; messageId: string } }>(`/api/rooms/${roomId}/messages`, { body: { clientMessageId: newClientId(), text: 'Hello', ...body } });
  const events = (user: TestUser, roomId: string, query = '') => user.http.get<EventPage>(`/api/rooms/${roomId}/events${query}`);
  const sync = (user: TestUser, body: object) => user.http.post<{ data: { rooms: Record<string, Sync> } }>('/api/rooms/sync', { body });
  const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { error?: { code: string } }).error?.code];
  /** Messages that were there before anybody looked, in one statement. */
  const fill = async (roomId: string, sender: TestUser, count: number) => {
    const lines = upTo(count).map((n) => ({ line: n, room: roomId, sender: sender.id, id: `msg_${roomId.slice(-12)}${String(n).padStart(14, '0')}`, client_message_id: `fill-${n}`, text: `Message ${n}`, reply_to: null }));
    await server.db.query('SELECT * FROM messaging_send($1, now())', [JSON.stringify(lines)]);
  };

  describe('makes a room', () => {
    it('whose log begins with that', async () => {
      const roomId = await createRoom(ada, [ben], { title: 'Launch day' });
      expect(roomId).toMatch(/^room_[0-9a-hjkmnp-tv-z]{26}$/);
      const { body } = await events(ben, roomId);
      expect(body).toEqual({
        data: [
          { roomId, epoch: expect.stringMatching(/^ep_/), seq: 1, type: 'room.created', actorId: ada.id, at: expect.stringMatching(/Z$/), data: { kind: 'group', title: 'Launch day', memberIds: [ada.id, ben.id] } },
        ],
        meta: { epoch: body.data[0]?.epoch, head: 1, limited: false },
      });
    });

    it('for two people once, however many ask for it at the same moment', async () => {
      const ask = (who: TestUser, other: TestUser) => who.http.post<{ data: { roomId: string } }>('/api/rooms', { body: { kind: 'direct', memberIds: [other.id] } });
      const answers = await Promise.all(upTo(10).map((n) => (n % 2 === 0 ? ask(ada, ben) : ask(ben, ada))));
      expect(new Set(answers.map(({ body }) => body.data.roomId)).size).toBe(1);
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 9 }, () => 200), 201]);
      expect(await logOf(server, answers[0]?.body.data.roomId ?? '')).toHaveLength(1);
    });

    it('once for a name of the client’s own, and once for an Idempotency-Key', async () => {
      const body = { kind: 'group', memberIds: [ben.id], clientRoomId: 'my-room' };
      const [first, second, others] = [await ada.http.post('/api/rooms', { body }), await ada.http.post('/api/rooms', { body }), await eve.http.post('/api/rooms', { body })];
      expect([first.status, second.status, others.status]).toEqual([201, 200, 201]);
      expect(second.body).toEqual(first.body);
      expect(others.body).not.toEqual(first.body);
      const keyed = () => ada.http.post('/api/rooms', { body: { kind: 'group', memberIds: [ben.id] }, headers: { 'Idempotency-Key': '"one"' } });
      expect((await keyed()).body).toEqual((await keyed()).body);
    });

    it('and says of it once', async () => {
      const roomId = await createRoom(ada, [ben]);
      const { rows } = await server.db.query<{ payload: object }>(`SELECT payload FROM domain_events WHERE aggregate_id = $1`, [roomId]);
      expect(rows).toEqual([{ payload: { roomId, kind: 'group', creatorId: ada.id } }]);
    });

    it.each([
      ['nobody else', () => ({ kind: 'group', memberIds: [ada.id] }), 422, 'MESSAGING_MEMBER_UNKNOWN'],
      ['somebody who does not exist', () => ({ kind: 'group', memberIds: [ben.id, `usr_${'0'.repeat(26)}`] }), 422, 'MESSAGING_MEMBER_UNKNOWN'],
      ['three people for two', () => ({ kind: 'direct', memberIds: [ben.id, eve.id] }), 422, 'MESSAGING_MEMBER_UNKNOWN'],
      ['more than it takes', () => ({ kind: 'group', memberIds: ['0', '1', '2'].map((n) => `usr_${n.repeat(26)}`) }), 409, 'MESSAGING_ROOM_FULL'],
      ['a title for two', () => ({ kind: 'direct', memberIds: [ben.id], title: 'Us' }), 400, 'KERNEL_VALIDATION_FAILED'],
      ['a kind that there is not', () => ({ kind: 'channel', memberIds: [ben.id] }), 400, 'KERNEL_VALIDATION_FAILED'],
      ['row numbers', () => ({ kind: 'group', memberIds: ['1', 2] }), 400, 'KERNEL_VALIDATION_FAILED'],
      ['more than is asked', () => ({ kind: 'group', memberIds: [ben.id], role: 'owner' }), 400, 'KERNEL_VALIDATION_FAILED'],
    ])('but not with %s', async (_what, body, status, code) => {
      expect(codeOf(await ada.http.post('/api/rooms', { body: body() }))).toEqual([status, code]);
    });

    it('but not with who is blocked, and not more than one may be in', async () => {
      const blocked = await createUser(server);
      await server.db.query('UPDATE up_users SET blocked = true WHERE document_id = $1', [blocked.id]);
      expect(codeOf(await ada.http.post('/api/rooms', { body: { kind: 'direct', memberIds: [blocked.id] } }))).toEqual([422, 'MESSAGING_MEMBER_UNKNOWN']);
      const [busy, other] = [await createUser(server), await createUser(server)];
      for (const n of upTo(40)) await createRoom(busy, [other], { title: `Room ${n}` });
      expect(codeOf(await busy.http.post('/api/rooms', { body: { kind: 'group', memberIds: [ben.id] } }))).toEqual([409, 'MESSAGING_TOO_MANY_ROOMS']);
      expect(codeOf(await ben.http.post('/api/rooms', { body: { kind: 'direct', memberIds: [busy.id] } }))).toEqual([409, 'MESSAGING_TOO_MANY_ROOMS']);
    });

    it('where those of tickets do not count, neither in which one is nor which one hears', async () => {
      const small = await startServer({ env: { ROOMS_PER_PERSON_MAX: '2' } });
      const [asking, other] = [await createUser(small), await createUser(small)];
      const ask = async () => (await asking.http.post<{ data: { roomId: string } }>('/api/tickets', { body: { subject: 'Money', text: 'Where is it?' } })).body.data.roomId;
      const tickets = [await ask(), await ask()];
      const rooms = [await createRoom(asking, [other]), await createRoom(asking, [other])];
      expect(codeOf(await asking.http.post('/api/rooms', { body: { kind: 'group', memberIds: [other.id] } }))).toEqual([409, 'MESSAGING_TOO_MANY_ROOMS']);
      const socket = await connect(small.url, asking);
      const known = Object.fromEntries([...tickets, ...rooms].map((roomId) => [roomId, 0]));
      expect(Object.keys((await socket.ask('room:sync', { rooms: known })).rooms as object).sort()).toEqual(Object.keys(known).sort());
      // Of tickets a connection hears as many, and those that it leaves make place for others.
      const third = await ask();
      expect(await socket.ask('room:join', { roomId: third })).toMatchObject({ ok: false, code: 'MESSAGING_TOO_MANY_ROOMS' });
      await socket.ask('room:leave', { roomId: tickets[0] });
      expect(await socket.ask('room:join', { roomId: third })).toMatchObject({ ok: true });
      socket.close();
    });
  });

  describe('sends a message', () => {
    it('and answers with its place once it is stored', async () => {
      const roomId = await createRoom(ada, [ben]);
      const { status, body } = await send(ada, roomId, { clientMessageId: 'c-1', text: '  *Hello* <b>\n' });
      expect([status, body]).toEqual([201, { data: { seq: 2, messageId: expect.stringMatching(/^msg_/) } }]);
      const reply = await send(ben, roomId, { clientMessageId: 'c-1', text: 'Hi', replyTo: body.data.messageId });
      expect(reply.body.data.seq).toBe(3);
      expect((await events(ben, roomId, '?since=1')).body.data).toEqual([
        expect.objectContaining({ seq: 2, type: 'message.created', actorId: ada.id, data: { messageId: body.data.messageId, clientMessageId: 'c-1', text: '  *Hello* <b>\n' } }),
        expect.objectContaining({ seq: 3, actorId: ben.id, data: { messageId: reply.body.data.messageId, clientMessageId: 'c-1', text: 'Hi', replyTo: body.data.messageId } }),
      ]);
    });

    it('once, however often it is sent', async () => {
      const roomId = await createRoom(ada, [ben]);
      const answers = await Promise.all(upTo(20).map(() => send(ada, roomId, { clientMessageId: 'again' })));
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(await logOf(server, roomId)).toHaveLength(2);
    });

    it('from eight writers at once without a hole, each in its own order', async () => {
      const roomId = await createRoom(ada, [ben, eve]);
      const writers = upTo(8).map((n) => ({ name: `w${n}`, user: [ada, ben, eve][n % 3] as TestUser }));
      await Promise.all(
        writers.map(async ({ name, user }) => {
          for (const n of upTo(25)) expect((await send(user, roomId, { clientMessageId: `${name}-${n}` })).status).toBe(201);
        }),
      );
      const log = await logOf(server, roomId);
      expect(log.map(({ seq }) => seq)).toEqual(upTo(201));
      for (const { name } of writers) {
        const own = log.map(({ data }) => String(data.clientMessageId)).filter((id) => id.startsWith(`${name}-`));
        expect(own).toEqual(upTo(25).map((n) => `${name}-${n}`));
      }
    });

    it.each([
      ['without a text', { text: '' }], ['with white space alone', { text: ' \n\t' }], ['that is too long', { text: 'x'.repeat(8_001) }], ['with a NUL', { text: 'a\0b' }],
      ['without an id of its own', { clientMessageId: '' }], ['with a number for a text', { text: 7 }], ['with more than is asked', { seq: 9 }],
    ])('but none %s', async (_what, body) => {
      const roomId = await createRoom(ada, [ben]);
      expect((await send(ada, roomId, body)).status).toBe(400);
      expect(await logOf(server, roomId)).toHaveLength(1);
    });

    it('in reply to one of the same room only', async () => {
      const [here, there] = [await createRoom(ada, [ben]), await createRoom(ada, [eve])];
      const { body } = await send(ada, there, {});
      expect(codeOf(await send(ada, here, { replyTo: body.data.messageId }))).toEqual([422, 'MESSAGING_REPLY_UNKNOWN']);
    });
  });

  describe('reads a log', () => {
    it('page by page, forwards and backwards, the same at any length', async () => {
      const roomId = await createRoom(ada, [ben]);
      await fill(roomId, ada, 230);
      const seqs = async (query: string) => (await events(ben, roomId, query)).body.data.map(({ seq }) => seq);
      expect(await seqs('')).toEqual(upTo(231).slice(-50));
      expect(await seqs('?since=0&limit=200')).toEqual(upTo(200));
      expect(await seqs('?since=200&limit=200')).toEqual(upTo(231).slice(200));
      expect(await seqs('?since=231')).toEqual([]);
      expect(await seqs('?before=3')).toEqual([1, 2]);
      expect(await seqs('?before=100&limit=2')).toEqual([98, 99]);
      expect((await events(ben, roomId, '?since=900')).body.meta).toEqual({ epoch: expect.any(String), head: 231, limited: true });
    });

    it.each(['?limit=0', '?limit=201', '?since=-1', '?since=1&before=2', '?since=x', '?page=2'])('but not %s', async (query) => {
      expect(codeOf(await events(ada, await createRoom(ada, [ben]), query))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    });

    it('of several rooms at once: what is missed, or a snapshot, and nothing of rooms that one may not see', async () => {
      const [short, long, foreign] = [await createRoom(ada, [ben]), await createRoom(ada, [ben], { title: 'Long' }), await createRoom(ada, [eve])];
      await send(ada, short, { clientMessageId: 'a' });
      await fill(long, ada, 300);
      const { body } = await sync(ben, { rooms: { [short]: 1, [long]: 10, [foreign]: 0, [NOTHING]: 0 } });
      const { rooms } = body.data;
      expect(Object.keys(rooms).sort()).toEqual([short, long].sort());
      expect(rooms[short]).toEqual({ epoch: expect.stringMatching(/^ep_/), head: 2, limited: false, events: [expect.objectContaining({ seq: 2 })] });
      expect(rooms[long]).toEqual({
        epoch: rooms[short]?.epoch, head: 301, limited: true, events: expect.any(Array),
        snapshot: { kind: 'group', title: 'Long', members: expect.arrayContaining([{ id: ada.id, role: 'owner', readSeq: 301 }, { id: ben.id, role: 'member', readSeq: 0 }]), pins: [], slowModeSeconds: 0 },
      });
      expect(rooms[long]?.events.map(({ seq }) => seq)).toEqual(upTo(301).slice(-50));
    });

    it('anew where the client’s log is of another epoch, or ahead of ours', async () => {
      const roomId = await createRoom(ada, [ben]);
      const limited = async (body: object) => (await sync(ada, body)).body.data.rooms[roomId]?.limited;
      const { meta } = (await events(ada, roomId)).body;
      expect(await limited({ rooms: { [roomId]: 1 }, epochs: { [roomId]: meta.epoch } })).toBe(false);
      expect(await limited({ rooms: { [roomId]: 1 }, epochs: { [roomId]: 'ep_before' } })).toBe(true);
      expect(await limited({ rooms: { [roomId]: 2 } })).toBe(true);
    });

    it.each([
      ['no room', {}], ['a hundred and one', Object.fromEntries(upTo(101).map((n) => [`room_${String(n).padStart(26, '0')}`, 0]))], ['what is no room', { 'room_1': 0 }], ['a place before the first', { [NOTHING]: -1 }], ['a place as a text', { [NOTHING]: '1' }],
    ])('but not of %s', async (_what, rooms) => {
      expect(codeOf(await sync(ada, { rooms }))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    });
  });

  describe('keeps who has read what', () => {
    const read = (user: TestUser, roomId: string, seq: number) => user.http.put<{ data: { seq: number; unread: number } }>(`/api/rooms/${roomId}/read`, { body: { seq } });
    const unread = async (user: TestUser, roomId: string) => (await user.http.get<{ data: RoomOut }>(`/api/rooms/${roomId}`)).body.data.unread;

    it('and tells the others, but not of itself', async () => {
      const roomId = await createRoom(ada, [ben]);
      await fill(roomId, ada, 3);
      expect([await unread(ada, roomId), await unread(ben, roomId)]).toEqual([0, 3]);
      expect((await read(ben, roomId, 3)).body.data).toEqual({ seq: 3, unread: 1 });
      expect((await events(ada, roomId, '?since=4')).body.data).toEqual([expect.objectContaining({ seq: 5, type: 'read.moved', actorId: ben.id, data: { seq: 3 } })]);
      expect((await read(ben, roomId, 900)).body.data).toEqual({ seq: 5, unread: 0 });
      expect((await read(ben, roomId, 6)).body.data).toEqual({ seq: 6, unread: 0 });
      expect((await logOf(server, roomId)).map(({ type }) => type)).toEqual(['room.created', 'message.created', 'message.created', 'message.created', 'read.moved', 'read.moved']);
      await send(ben, roomId, {});
      expect([await unread(ada, roomId), await unread(ben, roomId)]).toEqual([1, 0]);
    });
  });

  describe('lists rooms', () => {
    it('the liveliest first, by cursor, and nobody else’s', async () => {
      const [owner, other] = [await createUser(server), await createUser(server)];
      const made: string[] = [];
      for (const n of upTo(5)) made.push(await createRoom(owner, [other], { title: `Room ${n}` }));
      await send(other, made[1] ?? '', {});
      const list = (query: string) => owner.http.get<RoomPage>(`/api/rooms${query}`);
      const all = (await list('')).body;
      expect(all.data.map(({ id }) => id)).toEqual([made[1], made[4], made[3], made[2], made[0]]);
      expect(all.data[0]).toEqual({ id: made[1], kind: 'group', title: 'Room 2', epoch: expect.any(String), head: 2, readSeq: 0, unread: 1, slowModeSeconds: 0, createdAt: expect.any(String), lastEventAt: expect.any(String) });
      const pages: string[][] = [];
      for (let query: string | undefined = '?limit=2'; query !== undefined; ) {
        const page: RoomPage = (await list(query)).body;
        pages.push(page.data.map(({ id }) => id));
        query = page.meta.nextCursor === null ? undefined : `?limit=2&cursor=${page.meta.nextCursor}`;
      }
      expect(pages).toEqual([[made[1], made[4]], [made[3], made[2]], [made[0]]]);
      const cursor = (await list('?limit=2')).body.meta.nextCursor ?? '';
      expect(codeOf(await other.http.get(`/api/rooms?limit=2&cursor=${cursor}`))).toEqual([400, 'KERNEL_CURSOR_WRONG']);
      expect((await (await createUser(server)).http.get<RoomPage>('/api/rooms')).body).toEqual({ data: [], meta: { nextCursor: null } });
    });

    it('and shows one with its members', async () => {
      const roomId = await createRoom(ada, [ben]);
      const { body } = await ben.http.get<{ data: RoomOut }>(`/api/rooms/${roomId}`);
      expect(body.data.members.toSorted((a, b) => a.role.localeCompare(b.role))).toEqual([{ id: ben.id, role: 'member', readSeq: 0 }, { id: ada.id, role: 'owner', readSeq: 0 }]);
    });
  });

  it('answers a stranger’s room exactly as one that does not exist', async () => {
    const roomId = await createRoom(ada, [ben]);
    const acts: [string, string, object?][] = [
      ['GET', ''], ['GET', '/events'], ['GET', '/events?since=0'], ['POST', '/messages', { clientMessageId: 'c', text: 'x' }], ['PUT', '/read', { seq: 1 }], ['POST', '/typing', {}],
    ];
    for (const [method, tail, body] of acts) {
      const [theirs, nobodys] = await Promise.all([roomId, NOTHING].map((id) => eve.http.request(method, `/api/rooms/${id}${tail}`, body ? { body } : {})));
      expect([method, tail, theirs?.status, theirs?.body]).toEqual([method, tail, 404, nobodys?.body]);
    }
    expect(await logOf(server, roomId)).toHaveLength(1);
  });
});
