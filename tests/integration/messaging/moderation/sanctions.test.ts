import { createUser, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { createRoom, logOf, newClientId } from '../support/rooms.ts';
import { connect } from '../support/sockets.ts';
import { apiDesk, auditOf, inAnHour, reported, sanction, sanctioned, send, sent, setScene, staffDesk, untilTrue, type Desk, type Page, type SanctionOut } from './office.ts';

const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { error?: { code: string } }).error?.code];
const NOBODY = `usr_${'0'.repeat(26)}`;

describe('whoever is', () => {
  let server: TestServer;
  let desk: Desk;
  let staff: Desk;
  beforeAll(async () => {
    server = await startServer();
    [desk, staff] = [await apiDesk(server), await staffDesk(server)];
  });

  /** A scene of which something was reported, so that moderators may act in its room. */
  const scene = async () => {
    const found = await setScene(server);
    await reported(found.ada, found.messageId);
    return found;
  };
  const own = async ({ http }: TestUser) => (await http.get<Page<SanctionOut>>('/api/sanctions')).body.data;

  describe('muted in a room', () => {
    it('reads it, and says nothing in it, in no way, until the end of that', async () => {
      const { ada, ben, roomId, messageId } = await scene();
      const [adas, bens] = [await connect(server.url, ada), await connect(server.url, ben)];
      for (const socket of [adas, bens]) await socket.ask('room:join', { roomId });
      const early = await bens.ask('message:send', { roomId, clientMessageId: 'early', text: 'before' });
      const until = inAnHour();
      await sanctioned(desk, { userId: ben.id, roomId, kind: 'mute', until });
      const attempts: [string, object][] = [
        ['message:send', { roomId, clientMessageId: newClientId(), text: 'Listen' }],
        ['message:edit', { messageId, text: 'Listen' }],
        ['message:react', { messageId, emoji: '👍' }],
        ['message:pin', { messageId }],
        ['typing', { roomId }],
      ];
      for (const [event, payload] of attempts.filter(([name]) => name !== 'message:pin')) expect([event, await bens.ask(event, payload)]).toEqual([event, { ok: false, code: 'MESSAGING_MUTED', message: expect.any(String) as string, details: { until } }]);
      expect(codeOf(await send(ben, roomId))).toEqual([403, 'MESSAGING_MUTED']);
      // What was sent before is answered as it was then; a repeat tells nothing new.
      expect(await bens.ask('message:send', { roomId, clientMessageId: 'early', text: 'before' })).toEqual(early);
      expect(await bens.ask('room:read', { roomId, seq: 1 })).toMatchObject({ ok: true });
      await adas.ask('message:send', { roomId, clientMessageId: newClientId(), text: 'Hush' });
      await untilTrue(() => bens.events(roomId).some(({ data }) => data.text === 'Hush'));
      expect(adas.heard.some(({ name }) => name === 'typing')).toBe(false);
      // Elsewhere nothing has changed, and what they said they may take back.
      expect((await send(ben, await createRoom(ben, [ada]))).status).toBe(201);
      expect(await bens.ask('message:delete', { messageId })).toMatchObject({ ok: true });
      [adas, bens].forEach((socket) => socket.close());
    });

    it('pins and renames nothing, and brings nobody in, even as its owner', async () => {
      const { ada, ben, roomId } = await scene();
      const messageId = await sent(ada, roomId);
      await sanctioned(staff, { userId: ada.id, roomId, kind: 'mute' });
      const refused = [
        await ada.http.put(`/api/messages/${messageId}/pin`, {}),
        await ada.http.patch(`/api/rooms/${roomId}`, { body: { title: 'Ha' } }),
        await ada.http.post(`/api/rooms/${roomId}/members`, { body: { userIds: [(await createUser(server)).id] } }),
      ];
      expect(refused.map(codeOf)).toEqual(refused.map(() => [403, 'MESSAGING_MUTED']));
      expect((await ada.http.delete(`/api/rooms/${roomId}/members/${ben.id}`)).status).toBe(200);
    });

    it('speaks again when it ends, or is lifted', async () => {
      const { ben, roomId } = await scene();
      const { id } = await sanctioned(desk, { userId: ben.id, roomId, kind: 'mute' });
      expect((await send(ben, roomId)).status).toBe(403);
      await server.run((_strapi, _args, { kernel }) => kernel.clock.advanceSeconds(3_601));
      expect((await send(ben, roomId)).status).toBe(201);
      await server.run((_strapi, _args, { kernel }) => kernel.clock.reset());
      expect((await send(ben, roomId)).status).toBe(403);
      expect(await own(ben)).toHaveLength(1);
      expect((await staff.delete<{ data: SanctionOut }>(`/sanctions/${id}`)).body.data).toMatchObject({ id, liftedBy: staff.id });
      expect([(await send(ben, roomId)).status, await own(ben)]).toEqual([201, []]);
      expect((await desk.delete<{ data: SanctionOut }>(`/sanctions/${id}`)).body.data.liftedBy).toBe(staff.id);
    });
  });

  it('muted everywhere, says nothing anywhere and makes no room', async () => {
    const { ada, ben, roomId } = await scene();
    await sanctioned(staff, { userId: ben.id, kind: 'mute' });
    expect(codeOf(await send(ben, roomId))).toEqual([403, 'MESSAGING_MUTED']);
    for (const kind of ['group', 'direct']) expect(codeOf(await ben.http.post('/api/rooms', { body: { kind, memberIds: [ada.id] } }))).toEqual([403, 'MESSAGING_MUTED']);
    expect((await ben.http.get(`/api/rooms/${roomId}`)).status).toBe(200);
    // Others may still bring them in, where they read.
    expect((await ada.http.post('/api/rooms', { body: { kind: 'group', memberIds: [ben.id] } })).status).toBe(201);
  });

  describe('banned from a room', () => {
    it('is out of it, hears so last, and is not brought in again until the end of that', async () => {
      const { ada, ben, roomId } = await scene();
      const [adas, bens] = [await connect(server.url, ada), await connect(server.url, ben)];
      for (const socket of [adas, bens]) await socket.ask('room:join', { roomId });
      const { id } = await sanctioned(desk, { userId: ben.id, roomId, kind: 'ban' });
      await untilTrue(() => bens.events(roomId).some(({ type, data }) => type === 'member.removed' && data.reason === 'banned' && data.userId === ben.id));
      await adas.ask('message:send', { roomId, clientMessageId: newClientId(), text: 'Finally' });
      await untilTrue(() => adas.events(roomId).some(({ data }) => data.text === 'Finally'));
      expect(bens.events(roomId).at(-1)).toMatchObject({ type: 'member.removed', actorId: desk.id });
      expect(codeOf(await send(ben, roomId))).toEqual([404, 'KERNEL_NOT_FOUND']);
      const bring = () => ada.http.post(`/api/rooms/${roomId}/members`, { body: { userIds: [ben.id] } });
      expect(codeOf(await bring())).toEqual([422, 'MESSAGING_MEMBER_UNKNOWN']);
      expect((await ada.http.post('/api/rooms', { body: { kind: 'group', memberIds: [ben.id] } })).status).toBe(201);
      await desk.delete(`/sanctions/${id}`);
      expect((await bring()).status).toBe(200);
      [adas, bens].forEach((socket) => socket.close());
    });

    it('leaves it to who has been in it longest, where it was theirs', async () => {
      const { ada, ben, roomId } = await scene();
      await sanctioned(desk, { userId: ada.id, roomId, kind: 'ban' });
      expect((await logOf(server, roomId)).slice(-2).map(({ type, data }) => [type, data])).toEqual([
        ['member.removed', { userId: ada.id, reason: 'banned' }],
        ['member.role_changed', { userId: ben.id, role: 'owner' }],
      ]);
    });

    it('is kept out before they were ever in it', async () => {
      const { ada, roomId } = await scene();
      const cy = await createUser(server);
      await sanctioned(desk, { userId: cy.id, roomId, kind: 'ban' });
      expect(codeOf(await ada.http.post(`/api/rooms/${roomId}/members`, { body: { userIds: [cy.id] } }))).toEqual([422, 'MESSAGING_MEMBER_UNKNOWN']);
    });
  });

  describe('banned everywhere', () => {
    it('is out of every room within two seconds, on every server, and sees why', async () => {
      const other = await startServer({ database: server.databaseUrl });
      const { ada, ben, roomId } = await scene();
      const sockets = [await connect(server.url, ben), await connect(other.url, ben)];
      for (const socket of sockets) expect(await socket.ask('room:join', { roomId })).toMatchObject({ ok: true });
      const { id, until } = await sanctioned(staff, { userId: ben.id, kind: 'ban', reason: 'Fraud' });
      const decided = performance.now();
      await Promise.all(sockets.map((socket) => untilTrue(async () => (await socket.ask('room:sync', { rooms: { [roomId]: 0 } })).code === 'MESSAGING_BANNED')));
      expect(performance.now() - decided).toBeLessThan(2_000);
      const heardBefore = sockets.map((socket) => socket.events(roomId).length);
      const adas = await connect(server.url, ada);
      await adas.ask('room:join', { roomId });
      await sent(ada, roomId, 'Where is Ben?');
      await untilTrue(() => adas.events(roomId).some(({ data }) => data.text === 'Where is Ben?'));
      for (const [event, payload] of [['room:join', { roomId }], ['message:send', { roomId, clientMessageId: newClientId(), text: 'Here' }], ['room:create', { kind: 'group', memberIds: [ada.id] }], ['typing', { roomId }]] as const) {
        for (const socket of sockets) expect([event, await socket.ask(event, payload)]).toEqual([event, { ok: false, code: 'MESSAGING_BANNED', message: expect.any(String) as string, details: { until } }]);
      }
      // Also one that connects only now, from its first event on.
      const late = await connect(server.url, ben);
      expect(await late.ask('room:join', { roomId })).toMatchObject({ ok: false, code: 'MESSAGING_BANNED' });
      for (const path of ['/api/rooms', `/api/rooms/${roomId}`, `/api/rooms/${roomId}/events`, '/api/messages/search?q=hello']) expect([path, ...codeOf(await ben.http.get(path))]).toEqual([path, 403, 'MESSAGING_BANNED']);
      expect(await own(ben)).toEqual([{ id, kind: 'ban', roomId: null, until, reason: 'Fraud', decidedAt: expect.any(String) as string }]);
      expect(sockets.map((socket) => socket.events(roomId).length)).toEqual(heardBefore);
      await staff.delete(`/sanctions/${id}`);
      for (const socket of [...sockets, late]) await untilTrue(async () => (await socket.ask('room:join', { roomId })).ok);
      [...sockets, adas, late].forEach((socket) => socket.close());
      await other.stop();
    });

    it('still has support: opens a ticket, hears it and answers in it', async () => {
      const { ada, ben, roomId } = await scene();
      const socket = await connect(server.url, ben);
      const opened = await ben.http.post<{ data: { roomId: string } }>('/api/tickets', { body: { subject: 'My money', text: 'Where is it?' } });
      const conversation = opened.body.data.roomId;
      for (const room of [roomId, conversation]) await socket.ask('room:join', { roomId: room });
      await sanctioned(staff, { userId: ben.id, kind: 'ban' });
      await untilTrue(async () => (await socket.ask('room:sync', { rooms: { [roomId]: 0 } })).code === 'MESSAGING_BANNED');
      // Of several rooms at once, those of tickets are answered, and the others are as rooms that there are not.
      const both = { rooms: { [roomId]: 0, [conversation]: 0 } };
      const overSocket = (await socket.ask('room:sync', both)).rooms as Record<string, { head: number }>;
      const overRest = await ben.http.post<{ data: { rooms: Record<string, { head: number }> } }>('/api/rooms/sync', { body: both });
      expect([Object.keys(overSocket), Object.keys(overRest.body.data.rooms)]).toEqual([[conversation], [conversation]]);
      expect(overRest.body.data.rooms[conversation]?.head).toBe(2);
      expect(codeOf(await ben.http.post('/api/rooms/sync', { body: { rooms: { [roomId]: 0 } } }))).toEqual([403, 'MESSAGING_BANNED']);
      const heard = socket.events(roomId).length;
      expect(await socket.ask('message:send', { roomId: conversation, clientMessageId: 'still-here', text: 'I still want it' })).toMatchObject({ ok: true });
      await untilTrue(() => socket.events(conversation).some(({ data }) => data.text === 'I still want it'));
      expect((await send(ben, conversation)).status).toBe(201);
      expect((await ben.http.get(`/api/rooms/${conversation}/events`)).status).toBe(200);
      expect((await ben.http.post('/api/tickets', { body: { subject: 'Another', text: 'And why?' } })).status).toBe(201);
      expect(codeOf(await ben.http.get(`/api/rooms/${roomId}/events`))).toEqual([403, 'MESSAGING_BANNED']);
      await sent(ada, roomId, 'Without Ben');
      // It reaches sockets before what is written after it in another room does.
      await sent(ben, conversation, 'Still here');
      await untilTrue(() => socket.events(conversation).some(({ data }) => data.text === 'Still here'));
      expect(socket.events(roomId)).toHaveLength(heard);
      socket.close();
    });

    it('is brought into no room, while a direct room that there is goes on', async () => {
      const [ada, ben] = [await createUser(server), await createUser(server)];
      const roomId = await createRoom(ada, [ben], { kind: 'direct' });
      const { id } = await sanctioned(staff, { userId: ben.id, kind: 'ban' });
      expect(codeOf(await ada.http.post('/api/rooms', { body: { kind: 'group', memberIds: [ben.id] } }))).toEqual([422, 'MESSAGING_MEMBER_UNKNOWN']);
      await sent(ada, roomId, 'Read it later');
      await staff.delete(`/sanctions/${id}`);
      const { body } = await ben.http.get<{ data: { data: { text?: string } }[] }>(`/api/rooms/${roomId}/events`);
      expect(body.data.at(-1)?.data.text).toBe('Read it later');
    });
  });

  it('sanctioned again, is under the later sanction of the kind alone', async () => {
    const { ben, roomId } = await scene();
    const later = new Date(Date.now() + 7_200_000).toISOString();
    const first = await sanctioned(desk, { userId: ben.id, roomId, kind: 'mute', until: later });
    const second = await sanctioned(staff, { userId: ben.id, roomId, kind: 'mute', reason: 'Shorter' });
    await Promise.all([0, 1, 2, 3].map(() => sanctioned(desk, { userId: ben.id, kind: 'mute' })));
    expect((await own(ben)).map(({ roomId: where }) => where).toSorted()).toEqual([roomId, null].toSorted());
    const list = async (query: string) => (await staff.get<Page<SanctionOut>>(`/sanctions?userId=${ben.id}&${query}`)).body;
    const here = await list(`roomId=${roomId}&state=all`);
    expect(here.data.map(({ id, liftedBy }) => [id, liftedBy])).toEqual([[second.id, null], [first.id, staff.id]]);
    const page = await list('state=all&limit=4');
    const rest = await list(`state=all&limit=4&cursor=${page.meta.nextCursor}`);
    expect([page.data.length + rest.data.length, rest.meta.nextCursor]).toEqual([6, null]);
    const acts = (await auditOf(server, ben.id)).map(({ action, actor, data }) => [action, actor, data.reason]);
    expect(acts.slice(0, 2)).toEqual([['person.sanctioned', `user:${desk.id}`, 'Insults'], ['person.sanctioned', `staff:${staff.id}`, 'Shorter']]);
  });

  it('nobody, a moderator, or oneself, is not sanctioned; nor anybody in a room of which nothing was reported', async () => {
    const { ben, roomId } = await setScene(server);
    const other = await apiDesk(server);
    const mute = (by: Desk, userId: string, body: object = {}) => sanction(by, { userId, kind: 'mute', ...body }).then(codeOf);
    expect(await mute(desk, NOBODY)).toEqual([404, 'KERNEL_NOT_FOUND']);
    expect(await mute(desk, desk.id)).toEqual([422, 'MESSAGING_CANNOT_SANCTION_ONESELF']);
    expect(await mute(desk, other.id)).toEqual([403, 'MESSAGING_MODERATOR_PROTECTED']);
    expect(await mute(staff, other.id)).toEqual([201, undefined]);
    expect(await mute(desk, ben.id, { roomId })).toEqual([404, 'KERNEL_NOT_FOUND']);
    expect((await sanction(desk, { userId: ben.id, kind: 'mute', roomId })).body).toEqual((await sanction(desk, { userId: ben.id, kind: 'mute', roomId: `room_${'0'.repeat(26)}` })).body);
    expect(await mute(desk, ben.id, { until: '2020-01-01T00:00:00Z' })).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
  });
});
