import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, logOf, newClientId, upTo } from './support/rooms.ts';
import { connect, seqsOf, type TestSocket } from './support/sockets.ts';

const NOTHING = 'room_00000000000000000000000000';
const NOBODY = 'usr_00000000000000000000000000';
/** So soon the end of a membership reaches every open socket. */
const AT_MOST_MS = 2_000;

interface RoomOut {
  title: string | null;
  head: number;
  unread: number;
  readSeq: number;
  members: { id: string; role: string }[];
}

describe('a group', () => {
  let server: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let eve: TestUser;
  let adas: TestSocket;
  let bens: TestSocket;
  let eves: TestSocket;
  beforeAll(async () => {
    server = await startServer({ env: { ROOM_MEMBERS_MAX: '5', ROOMS_PER_PERSON_MAX: '30' } });
  });
  beforeEach(async () => {
    [ada, ben, eve] = [await createUser(server), await createUser(server), await createUser(server)];
    [adas, bens, eves] = [await connect(server.url, ada), await connect(server.url, ben), await connect(server.url, eve)];
  });
  afterEach(() => [adas, bens, eves].forEach((each) => each.close()));

  const send = (from: TestSocket, roomId: string, text = 'Hello') => from.ask('message:send', { roomId, clientMessageId: newClientId(), text });
  const add = (from: TestSocket, roomId: string, ...people: { id: string }[]) => from.ask('member:add', { roomId, userIds: people.map(({ id }) => id) });
  const remove = (from: TestSocket, roomId: string, { id }: { id: string }) => from.ask('member:remove', { roomId, userId: id });
  const look = (user: TestUser, roomId: string) => user.http.get<{ data: RoomOut }>(`/api/rooms/${roomId}`);
  const membersOf = async (user: TestUser, roomId: string) => (await look(user, roomId)).body.data.members.map(({ id, role }) => [id, role]);
  const typesOf = async (roomId: string) => (await logOf(server, roomId)).map(({ type }) => type);
  const strangers = async () => (await look(eve, NOTHING)).body;

  describe('takes people in', () => {
    it('who hear of it without asking, see all of its log, and have read what came before them', async () => {
      const roomId = await createRoom(ada, [ben]);
      await bens.ask('room:join', { roomId });
      await send(adas, roomId, 'before');
      expect(await add(adas, roomId, eve)).toEqual({ ok: true, seq: 3 });
      const [heard] = await eventually(() => eves.events(roomId).length === 1 && eves.events(roomId));
      expect(heard).toMatchObject({ seq: 3, type: 'member.added', actorId: ada.id, data: { userIds: [eve.id] } });
      expect(await eventually(() => bens.events(roomId).find(({ seq }) => seq === 3))).toEqual(heard);
      expect((await look(eve, roomId)).body.data).toMatchObject({ head: 3, readSeq: 3, unread: 0 });
      const { body } = await eve.http.get<{ data: { data: { text?: string } }[] }>(`/api/rooms/${roomId}/events?since=0`);
      expect(body.data.map(({ data }) => data.text)).toEqual([undefined, 'before', undefined]);
      await send(adas, roomId, 'after');
      expect((await look(eve, roomId)).body.data).toMatchObject({ unread: 1 });
      expect(await send(eves, roomId)).toMatchObject({ ok: true });
    });

    it('once, whoever is in it already stays as they are, and a repeat changes nothing', async () => {
      const roomId = await createRoom(ada, [ben]);
      const answers = await Promise.all(upTo(5).map(() => ada.http.post<{ data: { seq: number | null } }>(`/api/rooms/${roomId}/members`, { body: { userIds: [ada.id, ben.id, eve.id, eve.id] } })));
      expect(answers.map(({ status, body }) => [status, body.data.seq]).sort()).toEqual([[200, null], [200, null], [200, null], [200, null], [200, 2]].sort());
      expect((await logOf(server, roomId)).at(-1)?.data).toEqual({ userIds: [eve.id] });
      expect((await membersOf(ada, roomId)).toSorted()).toEqual([[ada.id, 'owner'], [ben.id, 'member'], [eve.id, 'member']].toSorted());
    });

    it('as many as it takes, and no stranger to the product: all of those named, or none', async () => {
      const roomId = await createRoom(ada, [ben]);
      expect(await add(adas, roomId, eve, { id: NOBODY })).toMatchObject({ ok: false, code: 'MESSAGING_MEMBER_UNKNOWN' });
      const three = [await createUser(server), await createUser(server), await createUser(server)];
      expect(await add(adas, roomId, eve, ...three)).toMatchObject({ ok: false, code: 'MESSAGING_ROOM_FULL' });
      await server.db.query('UPDATE up_users SET blocked = true WHERE document_id = $1', [three[0]?.id]);
      expect(await add(adas, roomId, ...three)).toMatchObject({ ok: false, code: 'MESSAGING_MEMBER_UNKNOWN' });
      expect(await typesOf(roomId)).toEqual(['room.created']);
    });

    it('and never more, however many come at the same moment', async () => {
      const roomId = await createRoom(ada, [ben]);
      const people = await Promise.all(upTo(6).map(() => createUser(server)));
      const answers = await Promise.all(people.map((person) => add(adas, roomId, person)));
      expect(answers.map(({ ok, code }) => code ?? ok).sort()).toEqual(['MESSAGING_ROOM_FULL', 'MESSAGING_ROOM_FULL', 'MESSAGING_ROOM_FULL', true, true, true]);
      expect(await membersOf(ada, roomId)).toHaveLength(5);
    });

    it('by its owner alone', async () => {
      const roomId = await createRoom(ada, [ben]);
      expect(await add(bens, roomId, eve)).toMatchObject({ ok: false, code: 'MESSAGING_NOT_ALLOWED_IN_ROOM' });
      expect(await remove(bens, roomId, ada)).toMatchObject({ ok: false, code: 'MESSAGING_NOT_ALLOWED_IN_ROOM' });
      expect((await ben.http.patch(`/api/rooms/${roomId}`, { body: { title: 'Ours' } })).body.error.code).toBe('MESSAGING_NOT_ALLOWED_IN_ROOM');
    });
  });

  describe('lets people go', () => {
    it('whose open sockets hear that as the last of it', async () => {
      const roomId = await createRoom(ada, [ben, eve]);
      for (const each of [adas, bens, eves]) await each.ask('room:join', { roomId });
      const listening = await connect(server.url, ben);
      expect(await remove(adas, roomId, ben)).toEqual({ ok: true, seq: 2 });
      for (const n of upTo(3)) await send(adas, roomId, `without Ben ${n}`);
      await eventually(() => eves.events(roomId).some(({ seq }) => seq === 5));
      for (const each of [bens, listening]) {
        await eventually(() => each.events(roomId).some(({ type }) => type === 'member.removed'));
        expect(each.events(roomId).filter(({ seq }) => seq > 1).map(({ seq, type, data }) => [seq, type, data])).toEqual([[2, 'member.removed', { userId: ben.id, reason: 'removed' }]]);
      }
      adas.socket.emit('typing', { roomId });
      await eventually(() => eves.heard.some(({ name }) => name === 'typing'));
      expect(bens.heard.some(({ name }) => name === 'typing')).toBe(false);
      listening.close();
    });

    it('within two seconds on another server too', async () => {
      const other = await startServer({ database: server.databaseUrl });
      const elsewhere = await connect(other.url, ben);
      const roomId = await createRoom(ada, [ben]);
      await elsewhere.ask('room:join', { roomId });
      await remove(adas, roomId, ben);
      const removedAt = Date.now();
      await eventually(() => elsewhere.events(roomId).some(({ type }) => type === 'member.removed'));
      expect(Date.now() - removedAt).toBeLessThan(AT_MOST_MS);
      await send(adas, roomId, 'not for Ben');
      const [witness, theirs] = [await connect(other.url, ada), await createRoom(ada, [ben])];
      await witness.ask('room:sync', { rooms: { [roomId]: 2 } });
      await send(adas, roomId, 'nor this');
      await eventually(() => witness.events(roomId).some(({ seq }) => seq === 4));
      expect(seqsOf(elsewhere.events(roomId)).at(-1)).toBe(2);
      expect(await elsewhere.ask('room:join', { roomId: theirs })).toMatchObject({ ok: true });
      for (const each of [elsewhere, witness]) each.close();
      await other.stop();
    });

    it('who are strangers then, over either way', async () => {
      const roomId = await createRoom(ada, [ben, eve]);
      await send(adas, roomId);
      await bens.ask('room:join', { roomId });
      expect((await ada.http.delete<unknown>(`/api/rooms/${roomId}/members/${ben.id}`)).body).toEqual({ data: { seq: 3 } });
      expect((await look(ben, roomId)).body).toEqual(await strangers());
      for (const [event, payload] of [['room:join', { roomId }], ['message:send', { roomId, clientMessageId: 'c', text: 'x' }], ['room:read', { roomId, seq: 1 }], ['typing', { roomId }], ['member:remove', { roomId, userId: ben.id }]] as const) {
        expect([event, (await bens.ask(event, payload)).code]).toEqual([event, 'KERNEL_NOT_FOUND']);
      }
      expect(await bens.ask('room:sync', { rooms: { [roomId]: 0 } })).toEqual({ ok: true, rooms: {} });
      expect((await ben.http.get<{ data: object[] }>('/api/rooms')).body.data).toEqual([]);
      expect((await ben.http.get(`/api/rooms/${roomId}/events`)).status).toBe(404);
      expect(await membersOf(ada, roomId)).toHaveLength(2);
    });

    it('who leave by themselves, for good', async () => {
      const roomId = await createRoom(ada, [ben, eve]);
      await adas.ask('room:join', { roomId });
      expect(await remove(bens, roomId, ben)).toEqual({ ok: true, seq: 2 });
      expect(await eventually(() => adas.events(roomId).find(({ seq }) => seq === 2))).toMatchObject({ actorId: ben.id, data: { userId: ben.id, reason: 'left' } });
      expect((await look(ben, roomId)).status).toBe(404);
      expect(await remove(adas, roomId, ben)).toEqual({ ok: true, seq: null });
    });

    it('and takes them back, who then hear all that follows', async () => {
      const roomId = await createRoom(ada, [ben]);
      await bens.ask('room:join', { roomId });
      await remove(adas, roomId, ben);
      await send(adas, roomId, 'unheard');
      expect(await add(adas, roomId, ben)).toEqual({ ok: true, seq: 4 });
      expect(await bens.ask('room:join', { roomId })).toMatchObject({ ok: true, seq: 4 });
      await send(adas, roomId, 'heard');
      await eventually(() => bens.events(roomId).some(({ seq }) => seq === 5));
      expect(seqsOf(bens.events(roomId)).filter((seq) => seq > 1)).toEqual([2, 4, 5]);
    });

    it('and does not deafen who was taken back before another server had followed', async () => {
      const other = await startServer({ database: server.databaseUrl, env: { REALTIME_SWEEP_MS: '1000' } });
      const elsewhere = await connect(other.url, ben);
      const roomId = await createRoom(ada, [ben]);
      await elsewhere.ask('room:join', { roomId });
      await remove(adas, roomId, ben);
      await add(adas, roomId, ben);
      await eventually(() => elsewhere.events(roomId).some(({ type }) => type === 'member.removed'));
      await eventually(async () => {
        await send(adas, roomId);
        return elsewhere.events(roomId).some(({ type }) => type === 'message.created');
      }, { timeoutMs: 10_000 });
      elsewhere.close();
      await other.stop();
    });

    it('and when the owner leaves, who has been in it longest owns it', async () => {
      const roomId = await createRoom(ada, [ben]);
      await add(adas, roomId, eve);
      await adas.ask('room:join', { roomId });
      await remove(adas, roomId, ada);
      expect((await logOf(server, roomId)).slice(2).map(({ type, actor, data }) => [type, actor, data])).toEqual([
        ['member.removed', ada.id, { userId: ada.id, reason: 'left' }],
        ['member.role_changed', ada.id, { userId: ben.id, role: 'owner' }],
      ]);
      expect((await membersOf(ben, roomId)).toSorted()).toEqual([[ben.id, 'owner'], [eve.id, 'member']].toSorted());
      expect(seqsOf(adas.events(roomId)).at(-1)).toBe(3);
      await remove(bens, roomId, eve);
      expect(await remove(bens, roomId, ben)).toMatchObject({ ok: true });
      expect((await logOf(server, roomId)).at(-1)?.type).toBe('member.removed');
    });

    it('and tells the product of both', async () => {
      const roomId = await createRoom(ada, [ben]);
      await add(adas, roomId, eve);
      await remove(adas, roomId, ben);
      const { rows } = await server.db.query<{ type: string; payload: object }>('SELECT type, payload FROM domain_events WHERE aggregate_id = $1 ORDER BY id', [roomId]);
      expect(rows.slice(1)).toEqual([
        { type: 'member.added', payload: { roomId, userIds: [eve.id], actorId: ada.id } },
        { type: 'member.removed', payload: { roomId, userId: ben.id, reason: 'removed', actorId: ada.id } },
      ]);
    });
  });

  it('has another title when its owner says so', async () => {
    const roomId = await createRoom(ada, [ben], { title: 'Launch day' });
    await bens.ask('room:join', { roomId });
    const change = (title: unknown) => ada.http.patch<{ data: { seq: number | null } }>(`/api/rooms/${roomId}`, { body: { title } });
    expect((await change('Landing day')).body).toEqual({ data: { seq: 2 } });
    expect((await change('Landing day')).body).toEqual({ data: { seq: null } });
    expect(await eventually(() => bens.events(roomId).find(({ seq }) => seq === 2))).toMatchObject({ type: 'room.changed', actorId: ada.id, data: { title: 'Landing day' } });
    expect((await look(ben, roomId)).body.data.title).toBe('Landing day');
    expect((await change(null)).body).toEqual({ data: { seq: 3 } });
    expect((await look(ben, roomId)).body.data.title).toBeNull();
    for (const wrong of ['', ' ', 'x'.repeat(201), 7, undefined]) expect((await change(wrong)).status).toBe(400);
  });

  it('is not what two people have: those are two, without a title, for good', async () => {
    const roomId = await createRoom(ada, [ben], { kind: 'direct' });
    const refused = [await add(adas, roomId, eve), await remove(adas, roomId, ben), await remove(bens, roomId, ben)];
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 3 }, () => 'MESSAGING_DIRECT_ROOM_FIXED'));
    expect((await ada.http.patch(`/api/rooms/${roomId}`, { body: { title: 'Us' } })).body.error.code).toBe('MESSAGING_DIRECT_ROOM_FIXED');
    expect(await typesOf(roomId)).toEqual(['room.created']);
  });

  it('is for a stranger exactly what does not exist', async () => {
    const roomId = await createRoom(ada, [ben]);
    for (const act of [(id: string) => add(eves, id, eve), (id: string) => remove(eves, id, eve)]) {
      const [theirs, nobodys] = [await act(roomId), await act(NOTHING)];
      expect(theirs).toEqual(nobodys);
      expect(theirs.code).toBe('KERNEL_NOT_FOUND');
    }
    expect((await eve.http.patch<unknown>(`/api/rooms/${roomId}`, { body: { title: 'Mine' } })).body).toEqual(await strangers());
    expect(await typesOf(roomId)).toEqual(['room.created']);
  });
});
