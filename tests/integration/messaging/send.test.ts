import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, logOf, newClientId, upTo } from './support/rooms.ts';
import { connect, seqsOf, type TestSocket } from './support/sockets.ts';

const NOTHING = 'room_00000000000000000000000000';

describe('a socket', () => {
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

  const send = (from: TestSocket, roomId: string, body: object = {}) => from.ask('message:send', { roomId, clientMessageId: newClientId(), text: 'Hello', ...body });

  it('makes a room, and whoever is brought in hears of it without asking', async () => {
    const made = await adas.ask('room:create', { kind: 'group', memberIds: [ben.id], title: 'Launch day' });
    expect(made).toEqual({ ok: true, roomId: expect.stringMatching(/^room_/) });
    const roomId = String(made.roomId);
    const heard = await eventually(() => bens.events(roomId)[0]);
    expect(heard).toEqual({ roomId, epoch: expect.stringMatching(/^ep_/), seq: 1, type: 'room.created', actorId: ada.id, at: expect.stringMatching(/Z$/), data: { kind: 'group', title: 'Launch day', memberIds: [ada.id, ben.id] } });
    expect(eves.events(roomId)).toEqual([]);
    expect((await ben.http.get<unknown>(`/api/rooms/${roomId}`)).status).toBe(200);
  });

  it('makes it once for a name of the client’s own', async () => {
    const body = { kind: 'group', memberIds: [ben.id], clientRoomId: 'mine' };
    const answers = await Promise.all(upTo(5).map(() => adas.ask('room:create', body)));
    expect(new Set(answers.map(({ roomId }) => roomId)).size).toBe(1);
  });

  it('sends a message that all who listen hear once, in the words in which the log has it', async () => {
    const roomId = await createRoom(ada, [ben]);
    expect(await adas.ask('room:join', { roomId })).toEqual({ ok: true, seq: 1, epoch: expect.stringMatching(/^ep_/) });
    await bens.ask('room:join', { roomId });
    const sent = await send(adas, roomId, { clientMessageId: 'c-1', text: 'Good *morning*' });
    expect(sent).toEqual({ ok: true, seq: 2, messageId: expect.stringMatching(/^msg_/) });
    for (const each of [adas, bens]) {
      const [event] = await eventually(() => each.events(roomId).filter(({ seq }) => seq === 2).length === 1 && each.events(roomId).filter(({ seq }) => seq === 2));
      expect(event).toEqual({ roomId, epoch: expect.any(String), seq: 2, type: 'message.created', actorId: ada.id, at: expect.any(String), data: { messageId: sent.messageId, clientMessageId: 'c-1', text: 'Good *morning*' } });
      const read = await ada.http.get<{ data: object[] }>(`/api/rooms/${roomId}/events?since=1`);
      expect(read.body.data).toEqual([event]);
    }
    expect(eves.events(roomId)).toEqual([]);
  });

  it('sends it once, however often it repeats', async () => {
    const roomId = await createRoom(ada, [ben]);
    await bens.ask('room:join', { roomId });
    const answers = await Promise.all(upTo(20).map(() => send(adas, roomId, { clientMessageId: 'again' })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await send(adas, roomId, { clientMessageId: 'after' });
    await eventually(() => bens.events(roomId).some(({ seq }) => seq === 3));
    expect(seqsOf(bens.events(roomId)).filter((seq) => seq > 1)).toEqual([2, 3]);
  });

  it('hears everything once and in order while eight write at once, over REST and sockets', async () => {
    const roomId = await createRoom(ada, [ben, eve]);
    const writers = await Promise.all(upTo(4).map((n) => connect(server.url, [ada, ben, eve][n % 3] as TestUser)));
    for (const each of [adas, bens]) await each.ask('room:join', { roomId });
    await Promise.all([
      ...writers.map(async (writer, index) => {
        for (const n of upTo(30)) expect(await send(writer, roomId, { clientMessageId: `s${index}-${n}` })).toMatchObject({ ok: true });
      }),
      ...upTo(4).map(async (index) => {
        for (const n of upTo(15)) {
          const answer = await ada.http.post<unknown>(`/api/rooms/${roomId}/messages`, { body: { clientMessageId: `r${index}-${n}`, text: 'x' } });
          expect(answer.status).toBe(201);
        }
      }),
    ]);
    const log = await logOf(server, roomId);
    expect(log.map(({ seq }) => seq)).toEqual(upTo(181));
    for (const each of [adas, bens]) {
      await eventually(() => each.events(roomId).some(({ seq }) => seq === 181));
      const heard = each.events(roomId).filter(({ seq }) => seq > 1);
      expect(heard.map(({ seq, data }) => [seq, data.clientMessageId])).toEqual(log.slice(1).map(({ seq, data }) => [seq, data.clientMessageId]));
    }
  });

  it('keeps the order in which one client sends without waiting', async () => {
    const roomId = await createRoom(ada, [ben]);
    const acks = await Promise.all(upTo(200).map((n) => send(adas, roomId, { clientMessageId: `fast-${n}` })));
    expect(acks.map(({ seq }) => seq)).toEqual(upTo(200).map((n) => n + 1));
  });

  it('hears what another server stored, in order, with what it missed on the way', async () => {
    const roomId = await createRoom(ada, [ben]);
    await bens.ask('room:join', { roomId });
    const lines = upTo(5).map((n) => ({ line: n, room: roomId, sender: ada.id, id: `msg_${roomId.slice(-20)}00000${n}`, client_message_id: `other-${n}`, text: `Message ${n}`, reply_to: null }));
    await server.db.query('SELECT * FROM messaging_send($1, now())', [JSON.stringify(lines)]);
    await send(adas, roomId);
    await eventually(() => bens.events(roomId).some(({ seq }) => seq === 7), { timeoutMs: 1_500 });
    expect(seqsOf(bens.events(roomId)).filter((seq) => seq > 1)).toEqual([2, 3, 4, 5, 6, 7]);
    await server.db.query('SELECT * FROM messaging_send($1, now())', [JSON.stringify(lines.map((line) => ({ ...line, id: `${line.id.slice(0, -1)}${line.line + 5}`, client_message_id: `later-${line.line}` })).slice(0, 4))]);
    await eventually(() => bens.events(roomId).some(({ seq }) => seq === 11), { timeoutMs: 4_000 });
    expect(seqsOf(bens.events(roomId)).filter((seq) => seq > 7)).toEqual([8, 9, 10, 11]);
  });

  it('no longer hears a room that it left, and is a member all the same', async () => {
    const roomId = await createRoom(ada, [ben]);
    await bens.ask('room:join', { roomId });
    expect(await bens.ask('room:leave', { roomId })).toEqual({ ok: true });
    await send(adas, roomId, { clientMessageId: 'unheard' });
    expect(await bens.ask('room:join', { roomId })).toMatchObject({ ok: true, seq: 2 });
    await send(adas, roomId, { clientMessageId: 'heard' });
    await eventually(() => bens.events(roomId).some(({ seq }) => seq === 3));
    expect(seqsOf(bens.events(roomId)).filter((seq) => seq > 1)).toEqual([3]);
  });

  it('says what was read, and hears what others read', async () => {
    const roomId = await createRoom(ada, [ben]);
    await adas.ask('room:join', { roomId });
    await send(adas, roomId);
    await send(adas, roomId);
    expect(await bens.ask('room:read', { roomId, seq: 2 })).toEqual({ ok: true, seq: 2, unread: 1 });
    const moved = await eventually(() => adas.events(roomId).find(({ type }) => type === 'read.moved'));
    expect(moved).toMatchObject({ seq: 4, actorId: ben.id, data: { seq: 2 } });
  });

  it('tells who listens that somebody types, acknowledged or not, and at most once a second', async () => {
    const roomId = await createRoom(ada, [ben]);
    await bens.ask('room:join', { roomId });
    adas.socket.emit('typing', { roomId });
    expect(await bens.first('typing')).toEqual({ roomId, userId: ada.id, isTyping: true });
    for (const _ of upTo(5)) expect(await adas.ask('typing', { roomId })).toEqual({ ok: true });
    expect(await adas.ask('typing', { roomId, isTyping: false })).toEqual({ ok: true });
    await eventually(() => bens.heard.some(({ name, payload }) => name === 'typing' && !(payload as { isTyping: boolean }).isTyping));
    expect(bens.heard.filter(({ name }) => name === 'typing')).toHaveLength(2);
    expect(eves.heard.filter(({ name }) => name === 'typing')).toEqual([]);
  });

  it('is told where rooms stand, so that the loss of a last event is noticed', async () => {
    const roomId = await createRoom(ada, [ben]);
    await bens.ask('room:join', { roomId });
    await send(adas, roomId);
    const isAnnounced = () => bens.heard.some(({ name, payload }) => name === 'room:heads' && (payload as Record<string, number>)[roomId] === 2);
    await eventually(isAnnounced, { timeoutMs: 12_000 });
  });

  it('finds in a foreign room exactly what it finds in one that does not exist', async () => {
    const roomId = await createRoom(ada, [ben]);
    const acts: [string, (id: string) => object][] = [
      ['room:join', (id) => ({ roomId: id })], ['message:send', (id) => ({ roomId: id, clientMessageId: 'c', text: 'x' })], ['room:read', (id) => ({ roomId: id, seq: 1 })],
      ['typing', (id) => ({ roomId: id })], ['room:leave', (id) => ({ roomId: id })], ['room:sync', (id) => ({ rooms: { [id]: 0 } })],
    ];
    for (const [event, payload] of acts) {
      const [theirs, nobodys] = [await eves.ask(event, payload(roomId)), await eves.ask(event, payload(NOTHING))];
      expect([event, theirs]).toEqual([event, nobodys]);
      if (theirs.ok === false) expect([event, theirs.code]).toEqual([event, 'KERNEL_NOT_FOUND']);
    }
    await send(adas, roomId);
    await eves.ask('room:leave', { roomId });
    expect(eves.events(roomId)).toEqual([]);
    expect(await logOf(server, roomId)).toHaveLength(2);
  });
});
