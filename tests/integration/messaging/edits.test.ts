import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, logOf, newClientId } from './support/rooms.ts';
import { connect, type RoomEventOut, type TestSocket } from './support/sockets.ts';

const NOTHING = 'msg_00000000000000000000000000';
const SECRET = 'my number is 0801';

describe('a message that was sent', () => {
  let server: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let eve: TestUser;
  let adas: TestSocket;
  let bens: TestSocket;
  let eves: TestSocket;
  beforeAll(async () => {
    server = await startServer({ env: { MESSAGE_EDIT_SECONDS: '3600' } });
    [ada, ben, eve] = [await createUser(server), await createUser(server), await createUser(server)];
    [adas, bens, eves] = [await connect(server.url, ada), await connect(server.url, ben), await connect(server.url, eve)];
  });

  const send = async (from: TestSocket, roomId: string, text = 'Hello', body: object = {}) =>
    String((await from.ask('message:send', { roomId, clientMessageId: newClientId(), text, ...body })).messageId);
  const edit = (from: TestSocket, messageId: string, text: string) => from.ask('message:edit', { messageId, text });
  const events = async (user: TestUser, roomId: string) => (await user.http.get<{ data: RoomEventOut[] }>(`/api/rooms/${roomId}/events?since=0`)).body.data;
  const versions = (user: TestUser, messageId: string) => user.http.get<{ data: { version: number; text: string; at: string }[] }>(`/api/messages/${messageId}/versions`);
  const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { error?: { code: string } }).error?.code];

  describe('is edited by its author', () => {
    it('as an event of the room, that who listens hears in the words of the log', async () => {
      const roomId = await createRoom(ada, [ben]);
      await bens.ask('room:join', { roomId });
      const messageId = await send(adas, roomId, 'first');
      expect(await edit(adas, messageId, 'second')).toEqual({ ok: true, seq: 3 });
      const third = await ada.http.request<unknown>('PATCH', `/api/messages/${messageId}`, { body: { text: 'third' } });
      expect([third.status, third.body]).toEqual([200, { data: { seq: 4 } }]);
      const heard = await eventually(() => bens.events(roomId).filter(({ seq }) => seq > 1).length === 3 && bens.events(roomId).filter(({ seq }) => seq > 1));
      expect(heard.map(({ type, actorId, data }) => [type, actorId, data])).toEqual([
        ['message.created', ada.id, { messageId, clientMessageId: expect.any(String), text: 'first' }],
        ['message.edited', ada.id, { messageId, text: 'second', version: 2 }],
        ['message.edited', ada.id, { messageId, text: 'third', version: 3 }],
      ]);
      expect((await events(ben, roomId)).slice(1)).toEqual(heard);
      const { body } = await ben.http.post<{ data: { rooms: Record<string, { events: RoomEventOut[] }> } }>('/api/rooms/sync', { body: { rooms: { [roomId]: 1 } } });
      expect(body.data.rooms[roomId]?.events).toEqual(heard);
    });

    it('with all that it has said, for who is in the room', async () => {
      const roomId = await createRoom(ada, [ben]);
      const messageId = await send(adas, roomId, 'first');
      for (const text of ['second', 'third']) await edit(adas, messageId, text);
      const { status, body } = await versions(ben, messageId);
      expect([status, body.data.map(({ version, text }) => [version, text])]).toEqual([200, [[1, 'first'], [2, 'second'], [3, 'third']]]);
      expect(body.data.map(({ at }) => at)).toEqual((await events(ben, roomId)).slice(1).map(({ at }) => at));
    });

    it('once, however often a lost answer makes it repeat', async () => {
      const roomId = await createRoom(ada, [ben]);
      const messageId = await send(adas, roomId);
      const answers = await Promise.all(Array.from({ length: 10 }, () => edit(adas, messageId, 'again')));
      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"ok":true,"seq":3}']));
      expect(await logOf(server, roomId)).toHaveLength(3);
    });

    it('by several devices at once without losing a version', async () => {
      const roomId = await createRoom(ada, [ben]);
      const messageId = await send(adas, roomId, 'text 0');
      await Promise.all(Array.from({ length: 12 }, (_, n) => edit(adas, messageId, `text ${n + 1}`)));
      const { data } = (await versions(ada, messageId)).body;
      expect(data.map(({ version }) => version)).toEqual(Array.from({ length: 13 }, (_, n) => n + 1));
      expect(data.map(({ text }) => text)).toEqual((await events(ada, roomId)).slice(1).map((event) => event.data.text));
    });

    it('and by nobody else, the owner of the room included', async () => {
      const roomId = await createRoom(ada, [ben]);
      const messageId = await send(bens, roomId);
      expect(await edit(adas, messageId, 'mine')).toMatchObject({ ok: false, code: 'MESSAGING_NOT_ALLOWED_IN_ROOM' });
      expect(await logOf(server, roomId)).toHaveLength(2);
    });

    it('for as long as the setting says, a repeat even later', async () => {
      const roomId = await createRoom(ada, [ben]);
      const [early, late] = [await send(adas, roomId), await send(adas, roomId)];
      await edit(adas, early, 'in time');
      await server.run((_strapi, seconds, { kernel }) => kernel.clock.advanceSeconds(seconds), 3_601);
      expect(await edit(adas, late, 'too late')).toMatchObject({ ok: false, code: 'MESSAGING_EDIT_TOO_LATE', message: expect.stringContaining('3600 seconds') });
      expect(await edit(adas, early, 'in time')).toEqual({ ok: true, seq: 4 });
    });

    it('a hundred times at most', async () => {
      const roomId = await createRoom(ada, [ben]);
      const messageId = await send(adas, roomId, 'text 1');
      for (let n = 2; n <= 100; n += 1) expect(await edit(adas, messageId, `text ${n}`)).toMatchObject({ ok: true });
      expect(await edit(adas, messageId, 'one more')).toMatchObject({ ok: false, code: 'MESSAGING_TOO_MANY_EDITS' });
      expect((await versions(ada, messageId)).body.data).toHaveLength(100);
    });

    it.each([['nothing', ''], ['white space', ' \n'], ['too much', 'x'.repeat(8_001)], ['a NUL', 'a\0b']])('but not into %s', async (_what, text) => {
      const messageId = await send(adas, await createRoom(ada, [ben]));
      expect(await edit(adas, messageId, text)).toMatchObject({ ok: false, code: 'KERNEL_VALIDATION_FAILED' });
    });
  });

  describe('is deleted', () => {
    it('and what it said is gone from every event, every version and every table', async () => {
      const roomId = await createRoom(ada, [ben]);
      await bens.ask('room:join', { roomId });
      const messageId = await send(adas, roomId, SECRET);
      await edit(adas, messageId, `${SECRET}0`);
      await send(bens, roomId, 'noted', { replyTo: messageId });
      expect(await adas.ask('message:delete', { messageId })).toEqual({ ok: true, seq: 5 });
      const deleted = await eventually(() => bens.events(roomId).find(({ type }) => type === 'message.deleted'));
      expect(deleted).toMatchObject({ seq: 5, actorId: ada.id, data: { messageId, by: 'author' } });
      const log = await events(ben, roomId);
      expect(log.map(({ seq, type, data }) => [seq, type, data])).toEqual([
        [1, 'room.created', expect.anything()],
        [2, 'message.created', { messageId, clientMessageId: expect.any(String), text: null, isDeleted: true }],
        [3, 'message.edited', { messageId, text: null, isDeleted: true, version: 2 }],
        [4, 'message.created', expect.objectContaining({ text: 'noted', replyTo: messageId })],
        [5, 'message.deleted', { messageId, by: 'author' }],
      ]);
      expect((await versions(ben, messageId)).body).toEqual({ data: [] });
      const { rows: tables } = await server.db.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`);
      for (const { name } of tables) {
        const { rows } = await server.db.query(`SELECT 1 FROM "${name}" t WHERE t::text LIKE $1`, [`%${SECRET}%`]);
        expect([name, rows.length]).toEqual([name, 0]);
      }
    });

    it('once, however often, and over REST as well', async () => {
      const roomId = await createRoom(ada, [ben]);
      const messageId = await send(adas, roomId);
      const remove = () => ada.http.delete<unknown>(`/api/messages/${messageId}`);
      const answers = await Promise.all([remove(), remove(), remove()]);
      expect(answers.map(({ status, body }) => [status, body])).toEqual(Array.from({ length: 3 }, () => [200, { data: { seq: 3 } }]));
      expect(await adas.ask('message:delete', { messageId })).toEqual({ ok: true, seq: 3 });
    });

    it('by the owner of a room, but not by another member, nor by one of two for the other', async () => {
      const group = await createRoom(ada, [ben, eve]);
      const messageId = await send(bens, group);
      expect(await eves.ask('message:delete', { messageId })).toMatchObject({ ok: false, code: 'MESSAGING_NOT_ALLOWED_IN_ROOM' });
      expect(await adas.ask('message:delete', { messageId })).toEqual({ ok: true, seq: 3 });
      expect((await logOf(server, group)).at(-1)).toMatchObject({ type: 'message.deleted', actor: ada.id, data: { by: 'owner' } });
      const direct = await createRoom(ada, [ben], { kind: 'direct' });
      const own = await send(bens, direct);
      expect(await adas.ask('message:delete', { messageId: own })).toMatchObject({ ok: false, code: 'MESSAGING_NOT_ALLOWED_IN_ROOM' });
    });

    it('and can be edited no more, but is found by a repeated send', async () => {
      const roomId = await createRoom(ada, [ben]);
      const first = await adas.ask('message:send', { roomId, clientMessageId: 'once', text: 'Hello' });
      await adas.ask('message:delete', { messageId: first.messageId });
      expect(await edit(adas, String(first.messageId), 'back')).toMatchObject({ ok: false, code: 'MESSAGING_MESSAGE_DELETED' });
      expect(await adas.ask('message:send', { roomId, clientMessageId: 'once', text: 'Hello' })).toEqual(first);
    });
  });

  it('is for a stranger exactly what does not exist', async () => {
    const messageId = await send(adas, await createRoom(ada, [ben]));
    for (const [event, payload] of [['message:edit', { text: 'x' }], ['message:delete', {}]] as const) {
      const [theirs, nobodys] = [await eves.ask(event, { messageId, ...payload }), await eves.ask(event, { messageId: NOTHING, ...payload })];
      expect([event, theirs]).toEqual([event, nobodys]);
      expect(theirs.code).toBe('KERNEL_NOT_FOUND');
    }
    for (const [method, tail, body] of [['PATCH', '', { text: 'x' }], ['DELETE', '', undefined], ['GET', '/versions', undefined]] as const) {
      const [theirs, nobodys] = await Promise.all([messageId, NOTHING].map((id) => eve.http.request(method, `/api/messages/${id}${tail}`, body ? { body } : {})));
      expect([method, codeOf(theirs as never), theirs?.body]).toEqual([method, [404, 'KERNEL_NOT_FOUND'], nobodys?.body]);
    }
  });
});
