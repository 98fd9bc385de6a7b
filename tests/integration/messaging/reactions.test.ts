import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, logOf, newClientId, upTo } from './support/rooms.ts';
import { connect, type TestSocket } from './support/sockets.ts';

const NOTHING = 'msg_00000000000000000000000000';
const TWENTY_ONE = [...'😀😁😂😃😄😅😆😇😈😉😊😋😌😍😎😏😐😑😒😓😔'];

describe('in a room', () => {
  let server: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let eve: TestUser;
  let adas: TestSocket;
  let bens: TestSocket;
  let eves: TestSocket;
  beforeAll(async () => {
    server = await startServer();
    [ada, ben, eve] = [await createUser(server), await createUser(server), await createUser(server)];
    [adas, bens, eves] = [await connect(server.url, ada), await connect(server.url, ben), await connect(server.url, eve)];
  });

  const send = async (from: TestSocket, roomId: string, text = 'Hello') => String((await from.ask('message:send', { roomId, clientMessageId: newClientId(), text })).messageId);
  const react = (from: TestSocket, messageId: string, emoji: string, isOn?: boolean) => from.ask('message:react', { messageId, emoji, ...(isOn === undefined ? {} : { isOn }) });
  const pin = (from: TestSocket, messageId: string, isOn?: boolean) => from.ask('message:pin', { messageId, ...(isOn === undefined ? {} : { isOn }) });
  const pins = async (user: TestUser, roomId: string) => (await user.http.get<{ data: { messageId: string; text: string }[] }>(`/api/rooms/${roomId}/pins`)).body.data;
  const acts = async (roomId: string) => (await logOf(server, roomId)).slice(2).map(({ type, actor, message_id: messageId, data }) => [type, actor, messageId, data]);

  describe('a reaction', () => {
    it('is added and taken back, and heard by who listens', async () => {
      const roomId = await createRoom(ada, [ben]);
      await adas.ask('room:join', { roomId });
      const messageId = await send(adas, roomId);
      expect(await react(bens, messageId, '👍')).toEqual({ ok: true, seq: 3 });
      expect(await react(bens, messageId, '👍', false)).toEqual({ ok: true, seq: 4 });
      const heard = await eventually(() => adas.events(roomId).filter(({ seq }) => seq > 2).length === 2 && adas.events(roomId).filter(({ seq }) => seq > 2));
      expect(heard.map(({ type, actorId, data }) => [type, actorId, data])).toEqual([
        ['reaction.added', ben.id, { messageId, emoji: '👍' }],
        ['reaction.removed', ben.id, { messageId, emoji: '👍' }],
      ]);
      const { body } = await ada.http.get<{ data: object[] }>(`/api/rooms/${roomId}/events?since=2`);
      expect(body.data).toEqual(heard);
    });

    it('is there once, however often and in whichever form it is added', async () => {
      const roomId = await createRoom(ada, [ben]);
      const messageId = await send(adas, roomId);
      const answers = await Promise.all(upTo(10).map((n) => react(bens, messageId, n % 2 === 0 ? '❤️' : '\u2764')));
      expect(answers.map(({ seq }) => seq).sort()).toEqual([3, ...Array.from({ length: 9 }, () => null)]);
      expect(await react(bens, messageId, '🎉', false)).toEqual({ ok: true, seq: null });
      expect(await acts(roomId)).toEqual([['reaction.added', ben.id, messageId, { emoji: '❤️' }]]);
    });

    it('is added over REST with the emoji in the address, and taken back', async () => {
      const roomId = await createRoom(ada, [ben]);
      const messageId = await send(adas, roomId);
      const address = `/api/messages/${messageId}/reactions/${encodeURIComponent('👨‍👩‍👧')}`;
      expect((await ben.http.put<unknown>(address, {})).body).toEqual({ data: { seq: 3 } });
      expect((await ben.http.put<unknown>(address, {})).body).toEqual({ data: { seq: null } });
      expect((await ben.http.delete<unknown>(address)).body).toEqual({ data: { seq: 4 } });
      const wrong = await ben.http.put(`/api/messages/${messageId}/reactions/ok`, {});
      expect([wrong.status, wrong.body.error.code]).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    });

    it('is one of twenty, though many may share one', async () => {
      const roomId = await createRoom(ada, [ben]);
      const messageId = await send(adas, roomId);
      for (const emoji of TWENTY_ONE.slice(0, 20)) expect(await react(adas, messageId, emoji)).toMatchObject({ ok: true });
      expect(await react(bens, messageId, TWENTY_ONE[20] ?? '')).toMatchObject({ ok: false, code: 'MESSAGING_TOO_MANY_REACTIONS' });
      expect(await react(bens, messageId, TWENTY_ONE[0] ?? '')).toMatchObject({ ok: true });
      await react(adas, messageId, TWENTY_ONE[1] ?? '', false);
      expect(await react(bens, messageId, TWENTY_ONE[20] ?? '')).toMatchObject({ ok: true });
    });

    it.each(['', 'ok', '👍👍', ':thumbsup:', '<b>', '__proto__'])('is nothing else than an emoji: %j', async (emoji) => {
      expect(await react(adas, NOTHING, emoji)).toMatchObject({ ok: false, code: 'KERNEL_VALIDATION_FAILED' });
    });
  });

  describe('a pinned message', () => {
    it('is shown as it is now, the last pinned first, to who is in the room and in a snapshot', async () => {
      const roomId = await createRoom(ada, [ben]);
      await bens.ask('room:join', { roomId });
      const [first, second] = [await send(bens, roomId, 'first'), await send(bens, roomId, 'second')];
      expect(await pin(adas, first)).toEqual({ ok: true, seq: 4 });
      expect((await ada.http.put<unknown>(`/api/messages/${second}/pin`, {})).body).toEqual({ data: { seq: 5 } });
      expect(await pin(adas, first)).toEqual({ ok: true, seq: null });
      await bens.ask('message:edit', { messageId: first, text: 'first, corrected' });
      expect(await pins(ben, roomId)).toEqual([
        { messageId: second, roomId, seq: 3, senderId: ben.id, text: 'second', version: 1, attachments: [], sentAt: expect.stringMatching(/Z$/) },
        { messageId: first, roomId, seq: 2, senderId: ben.id, text: 'first, corrected', version: 2, attachments: [], sentAt: expect.stringMatching(/Z$/) },
      ]);
      const synced = await bens.ask('room:sync', { rooms: { [roomId]: 99 } });
      expect((synced.rooms as Record<string, { snapshot: { pins: string[] } }>)[roomId]?.snapshot.pins).toEqual([second, first]);
      const heard = await eventually(() => bens.events(roomId).filter(({ type }) => type === 'message.pinned').length === 2 && bens.events(roomId).filter(({ type }) => type === 'message.pinned'));
      expect(heard.map(({ data }) => data)).toEqual([{ messageId: first }, { messageId: second }]);
      expect((await ada.http.delete<unknown>(`/api/messages/${second}/pin`)).body).toEqual({ data: { seq: 7 } });
      expect(await pin(adas, second, false)).toEqual({ ok: true, seq: null });
      expect((await pins(ben, roomId)).map(({ messageId }) => messageId)).toEqual([first]);
    });

    it('is the owner’s to choose in a group, and either’s of two people', async () => {
      const group = await createRoom(ada, [ben]);
      const messageId = await send(bens, group);
      expect(await pin(bens, messageId)).toMatchObject({ ok: false, code: 'MESSAGING_NOT_ALLOWED_IN_ROOM' });
      const direct = await createRoom(ada, [ben], { kind: 'direct' });
      expect(await pin(bens, await send(adas, direct))).toMatchObject({ ok: true });
    });

    it('is one of fifty', async () => {
      const roomId = await createRoom(ada, [ben]);
      const messages = await Promise.all(upTo(51).map(() => send(adas, roomId)));
      for (const messageId of messages.slice(0, 50)) await pin(adas, messageId);
      expect(await pin(adas, messages[50] ?? '')).toMatchObject({ ok: false, code: 'MESSAGING_TOO_MANY_PINS' });
      expect(await pins(ada, roomId)).toHaveLength(50);
    });
  });

  it('reactions and the pin go with a message that is deleted', async () => {
    const roomId = await createRoom(ada, [ben]);
    const messageId = await send(adas, roomId);
    await Promise.all([react(bens, messageId, '👍'), pin(adas, messageId)]);
    await adas.ask('message:delete', { messageId });
    expect(await pins(ada, roomId)).toEqual([]);
    const { rows } = await server.db.query('SELECT 1 FROM message_reactions WHERE message_id = $1', [messageId]);
    expect(rows).toEqual([]);
    for (const refused of [await react(bens, messageId, '👍'), await pin(adas, messageId)]) expect(refused).toMatchObject({ ok: false, code: 'MESSAGING_MESSAGE_DELETED' });
  });

  it('a stranger finds neither', async () => {
    const roomId = await createRoom(ada, [ben]);
    const messageId = await send(adas, roomId);
    for (const act of [(id: string) => react(eves, id, '👍'), (id: string) => pin(eves, id)]) {
      const [theirs, nobodys] = [await act(messageId), await act(NOTHING)];
      expect(theirs).toEqual(nobodys);
      expect(theirs.code).toBe('KERNEL_NOT_FOUND');
    }
    expect((await eve.http.get(`/api/rooms/${roomId}/pins`)).status).toBe(404);
    expect(await logOf(server, roomId)).toHaveLength(2);
  });
});
